"""A backup job from its creation to a recovery point.

Sources: botocore backup StartBackupJob (windows: the start is tried again every 10 minutes; the completion window
counts from when the backup was scheduled), and the messages of AWS's examples of events. That what a backup has is
what was there when it began to run is assumed.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.backups.arns import kind
from tapstack.simulate.behaviours.backups.contents import taken
from tapstack.simulate.behaviours.backups.events import BACKUP
from tapstack.simulate.behaviours.backups.failing import JobEndedError
from tapstack.simulate.behaviours.backups.pace import Faults
from tapstack.simulate.behaviours.backups.permitting import permitted
from tapstack.simulate.behaviours.backups.settings import advanced

if TYPE_CHECKING:
    from datetime import datetime

    from tapstack.simulate.behaviours.backups.backups import Backups
    from tapstack.simulate.behaviours.backups.jobs import Job
    from tapstack.simulate.clock import Steps

AGAIN = 600.0
_EXPIRED = "Backup job expired before completion."
_RUNNING = "Backup job failed because there was a running job for the same resource."


def back_up(backups: Backups, job: Job, delay: float, complete_by: datetime) -> Steps[dict[str, Any] | None]:
    """Carry a job out; the recovery point, or None."""
    life = backups.life
    yield life.clock.pause(delay)
    try:
        yield from _start(backups, job)
        vault = permitted(backups, job)
        backups.jobs.turn(job, "RUNNING", InitiationDate=life.clock.moment)
        contents = taken(life, job.about["ResourceArn"], job.region)
        job.about["BackupSizeInBytes"] = contents.size
        yield life.clock.pause(backups.pace.of(backups.pace.backup, contents.size))
        yield life.outages.back(job.region)
        if life.clock.moment > complete_by:
            raise JobEndedError(_EXPIRED, "EXPIRED")
        if Faults.take(backups.faults.backup, job.about["ResourceArn"]):
            raise JobEndedError("Backup job failed: an internal error occurred.")
        point = backups.points.keep(vault, _point_arn(backups, job), contents, _about(job))
    except JobEndedError as ended:
        backups.jobs.turn(job, ended.state, StatusMessage=ended.message)
        return None
    done = {"RecoveryPointArn": point["RecoveryPointArn"], "BytesTransferred": contents.size}
    backups.jobs.turn(job, "COMPLETED", **done)
    return point


def _start(backups: Backups, job: Job) -> Steps[None]:
    """Wait until the region is in reach and no other backup of the resource runs; not longer than the window."""
    life, latest = backups.life, job.about["StartBy"]
    yield life.outages.back(job.region)
    while others(backups, job) and life.clock.moment + timedelta(seconds=AGAIN) <= latest:
        yield life.clock.pause(AGAIN)
        yield life.outages.back(job.region)
    if others(backups, job):
        raise JobEndedError(_RUNNING, "EXPIRED")
    if life.clock.moment > latest:
        raise JobEndedError(_EXPIRED, "EXPIRED")


def others(backups: Backups, job: Job) -> bool:
    """Whether another backup of the same resource runs."""
    every = backups.jobs.of(BACKUP, job.region)
    return any(one.state == "RUNNING" and one.about["ResourceArn"] == job.about["ResourceArn"] for one in every)


def _about(job: Job) -> dict[str, Any]:
    about = job.about
    made = {name: about[name] for name in ("ResourceArn", "ResourceType", "IamRoleArn", "CreationDate")}
    if "CreatedBy" in about:
        made["CreatedBy"] = about["CreatedBy"]
    if about.get("RecoveryPointLifecycle"):
        made["Lifecycle"] = about["RecoveryPointLifecycle"]
    return made


def _point_arn(backups: Backups, job: Job) -> str:
    """Without the advanced features a table's point is a backup of DynamoDB's own."""
    life, arn = backups.life, job.about["ResourceArn"]
    if kind(arn) == "DynamoDB" and not advanced(life, job.region):
        letters = life.cloud.next_id("backup", arn)[:8]
        return f"{arn}/backup/{int(1000 * life.clock.moment.timestamp()):014}-{letters}"
    return backups.point_arn(job.region)
