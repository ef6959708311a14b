"""A copy job from one vault to another.

Sources: https://docs.aws.amazon.com/aws-backup/latest/devguide/recov-point-create-a-copy.html (a copy keeps the
creation date of its source, and its retention unless another is given; the destination's key encrypts it) and
.../advanced-ddb-backup.html. Assumed: a copy fails at once when its destination is out of reach; the words of that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.backups.allowed import allow, assume, use_key
from tapstack.simulate.behaviours.backups.arns import region_of
from tapstack.simulate.behaviours.backups.failing import JobEndedError
from tapstack.simulate.behaviours.backups.pace import Faults
from tapstack.simulate.behaviours.backups.permitting import KEY_ACTIONS
from tapstack.simulate.behaviours.backups.vaults import Vault, find_vault

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.backups.backups import Backups
    from tapstack.simulate.behaviours.backups.jobs import Job
    from tapstack.simulate.clock import Steps

_SAME = ("ResourceArn", "ResourceType", "IamRoleArn", "CreationDate", "CreatedBy")


def copy_point(backups: Backups, job: Job) -> Steps[None]:
    """Carry a job out."""
    life, about = backups.life, job.about
    try:
        yield life.outages.back(job.region)
        vault = _permitted(backups, job)
        source = about["SourceRecoveryPointArn"]
        contents = backups.points.contents(source)
        backups.jobs.turn(job, "RUNNING")
        yield life.clock.pause(backups.pace.of(backups.pace.copy, contents.size))
        yield life.outages.back(job.region)
        _reach(backups, vault.region)
        if Faults.take(backups.faults.copy, about["ResourceArn"]):
            raise JobEndedError("Copy job failed: an internal error occurred.")
        arn = backups.point_arn(vault.region)
        backups.points.keep(vault, arn, contents, _described(backups, job))
    except JobEndedError as ended:
        backups.jobs.turn(job, ended.state, StatusMessage=ended.message)
        return
    backups.jobs.turn(job, "COMPLETED", DestinationRecoveryPointArn=arn)


def _permitted(backups: Backups, job: Job) -> Vault:
    """The destination. Raises JobEndedError for what keeps the job from running."""
    life, about = backups.life, job.about
    source, arn = about["SourceBackupVaultArn"], about["DestinationBackupVaultArn"]
    if backups.points.find(job.region, about["SourceRecoveryPointArn"]) is None:
        raise JobEndedError(f"Copy job failed. {about['SourceRecoveryPointArn']} does not exist.")
    _reach(backups, region_of(arn))
    vault = find_vault(life, arn)
    if vault is None:
        raise JobEndedError(f"Copy job failed. The destination Backup vault {arn} does not exist.")
    if about["SourceRecoveryPointArn"].split(":")[2] == "dynamodb":
        raise JobEndedError("Copy job failed. DynamoDB's advanced features were not enabled for this backup.")
    if not vault.keeps(about.get("DestinationRecoveryPointLifecycle") or {}):
        why = "The retention specified in the job is not within the range specified for the target Backup Vault."
        raise JobEndedError(f"Copy job failed. {why}")
    role = about["IamRoleArn"]
    assume(life, role, job.region)
    allow(life, role, "backup:CopyFromBackupVault", source, job.region)
    allow(life, role, "backup:CopyIntoBackupVault", arn, vault.region)
    service = "dynamodb" if about["ResourceType"] == "DynamoDB" else "backup"
    here = find_vault(life, source)
    if here is not None and here.key:
        use_key(life, role, ("kms:Decrypt",), here.key, service)
    if vault.key:
        use_key(life, role, KEY_ACTIONS, vault.key, service)
    return vault


def _reach(backups: Backups, region: str) -> None:
    if backups.life.outages.is_out(region):
        raise JobEndedError(f"Copy job failed. The destination Region {region} cannot be reached.")


def _described(backups: Backups, job: Job) -> dict[str, Any]:
    source = backups.points.find(job.region, job.about["SourceRecoveryPointArn"]) or job.about
    made = {name: source[name] for name in _SAME if name in source}
    if lifecycle := job.about.get("DestinationRecoveryPointLifecycle"):
        made["Lifecycle"] = lifecycle
    return {**made, "SourceBackupVaultArn": job.about["SourceBackupVaultArn"]}
