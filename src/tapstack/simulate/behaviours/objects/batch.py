"""The work of one job: it lists what its filter asks for, replicates each, and reports.

Source: S3 User Guide, "Tracking job status", "Configuring IAM policies for Batch Replication" (what its role needs) and
"Troubleshoot Batch Operations": a manifest without keys fails the job. That a source without a replication
configuration fails it with another reason, and that a report which cannot be written does, is assumed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.behaviours.objects.allowed import SECURE
from tapstack.simulate.behaviours.objects.carrying import carry, task_of
from tapstack.simulate.behaviours.objects.eligible import eligible
from tapstack.simulate.behaviours.objects.job import Entry, Job
from tapstack.simulate.behaviours.objects.manifests import entries
from tapstack.simulate.behaviours.objects.pace import ACCEPTED, LOOK, PREPARING, RATE
from tapstack.simulate.behaviours.objects.reports import keep_manifest, write_report
from tapstack.simulate.behaviours.objects.task import Obstacle
from tapstack.simulate.cloud.held_objects import version

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.clock import Steps

NOTHING = "Manifest generation found no keys matching the filter criteria."
_SERVICE = "batchoperations.s3.amazonaws.com"
_FAILED = "JobFailed"
"""The code of failures: assumed, the guide quotes their texts only."""


def carry_out(life: Life, job: Job) -> Steps[None]:
    """From New to Complete, Failed or Cancelled."""
    yield from _pause(life, job, ACCEPTED)
    if job.status == "New":
        job.status = "Preparing"
        yield from _pause(life, job, PREPARING)
    if job.status == "Preparing":
        _prepare(life, job)
    while job.status == "Suspended":
        yield from _pause(life, job, LOOK)
    if job.status == "Ready":
        yield from _replicate(life, job)
    yield life.outages.back(job.region)
    _end(life, job)


def _pause(life: Life, job: Job, seconds: float) -> Steps[None]:
    """A job stands still while its region is out of reach."""
    yield life.clock.pause(seconds)
    while life.outages.is_out(job.region):
        yield life.outages.back(job.region)


def _prepare(life: Life, job: Job) -> None:
    """Make the manifest."""
    if why := _refused(life, job):
        job.reasons.append((_FAILED, why))
        return
    job.entries = tuple(entries(life, job))
    why = keep_manifest(life, job) if job.entries else NOTHING
    if why:
        job.reasons.append((_FAILED, why))
    elif job.asked.get("ConfirmationRequired"):
        job.status, job.suspended = "Suspended", life.clock.moment
    else:
        job.status = "Ready"


def _refused(life: Life, job: Job) -> str:
    """Why no manifest can be made."""
    if job.bucket not in life.objects.configurations:
        return f"SrcBucketReplicationConfigMissing: the bucket {job.bucket} has no replication configuration"
    bucket = f"arn:aws:s3:::{job.bucket}"
    asked = (
        (_SERVICE, "sts:AssumeRole", job.role),
        (job.role, "s3:GetReplicationConfiguration", bucket),
        (job.role, "s3:PutInventoryConfiguration", bucket),
    )
    answers = (life.permissions.refusal(*one, region=job.region, context=SECURE) for one in asked)
    return next((why for why in answers if why), "")


def _replicate(life: Life, job: Job) -> Steps[None]:
    """Every entry, one after the other."""
    job.status, job.active = "Active", life.clock.seconds
    for entry in job.entries:
        yield from _pause(life, job, 1 / RATE)
        if job.status == "Cancelling":
            return
        met = yield from _one(life, job, entry)
        if met is None:
            job.succeeded.append(entry)
        else:
            job.failed.append((entry, met))


def _one(life: Life, job: Job, entry: Entry) -> Steps[Obstacle | None]:
    """Replicate a version to every destination; what stood in the way of one."""
    arn = f"arn:aws:s3:::{job.bucket}/{entry.key}"
    if why := life.permissions.refusal(job.role, "s3:InitiateReplication", arn, region=job.region, context=SECURE):
        return Obstacle("InitiateReplicationNotPermitted", why)
    found = version(life.cloud.account_id, job.bucket, *entry)
    if found is None:
        return Obstacle("SrcVersionNotFound", "the version was deleted before it was replicated")
    rules, first = eligible(life.objects.rules(job.bucket), found), None
    if not rules:
        return Obstacle("SrcObjectNotEligible", "no rule replicates it any more")
    for rule in rules:
        task = task_of(life, rule, found)
        met = yield from carry(life, task, again=True)
        life.objects.note(task, met)
        first = first or met
    return first


def _end(life: Life, job: Job) -> None:
    """Write the report."""
    if why := write_report(life, job):
        job.reasons.append((_FAILED, why))
    cancelled = job.status == "Cancelling"
    job.status = "Cancelled" if cancelled else "Failed" if job.reasons else "Complete"
    job.ended = life.clock.moment
    life.timeline.note(
        job.bucket,
        f"batch replication is {job.status}: {', '.join(why for _, why in job.reasons)}".rstrip(": "),
        job.region,
    )
