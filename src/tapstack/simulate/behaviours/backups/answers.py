"""Calls to AWS Backup that moto does not know.

Source: botocore backup. The words of refusals are assumed unless botocore's model has them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.backups.arns import name_of, vault_arn
from tapstack.simulate.behaviours.backups.backing_up import back_up
from tapstack.simulate.behaviours.backups.deleting import refuse_deletion
from tapstack.simulate.behaviours.backups.events import BACKUP, COPY, RESTORE, JobKind
from tapstack.simulate.behaviours.backups.listing import listed_jobs, listed_points
from tapstack.simulate.behaviours.backups.plans import COMPLETE, START, backup_about
from tapstack.simulate.behaviours.backups.vaults import Vault, find_vault
from tapstack.simulate.cloud.calls import CallRefusedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.backups.backups import Backups
    from tapstack.simulate.behaviours.backups.jobs import Job
    from tapstack.simulate.clock import Steps
    from tapstack.simulate.cloud.calls import Call

Answer = dict[str, Any]
_VERDICTS = ("SUCCESSFUL", "FAILED", "TIMED_OUT", "VALIDATING")


class Answers:
    """Answers them on the switchboard."""

    def __init__(self, backups: Backups) -> None:
        self._backups = backups
        self._tokens: dict[tuple[str, str, str], Answer] = {}
        for operation, work in self._work().items():
            backups.life.cloud.calls.answer(f"backup:{operation}", work)

    def _work(self) -> dict[str, Callable[[Call], Answer]]:
        jobs = self._backups.jobs
        return {
            "StartBackupJob": self._once(self._start_backup),
            "StartCopyJob": self._once(self._start_copy),
            "StartRestoreJob": self._once(self._start_restore),
            "DescribeBackupJob": lambda call: dict(self._job(call, BACKUP).about),
            "DescribeCopyJob": lambda call: {"CopyJob": dict(self._job(call, COPY).about)},
            "DescribeRestoreJob": lambda call: dict(self._job(call, RESTORE).about),
            "ListBackupJobs": lambda call: listed_jobs(call, jobs.of(BACKUP, call.region), "BackupJobs"),
            "ListCopyJobs": lambda call: listed_jobs(call, jobs.of(COPY, call.region), "CopyJobs"),
            "ListRestoreJobs": lambda call: listed_jobs(call, jobs.of(RESTORE, call.region), "RestoreJobs"),
            "ListRecoveryPointsByBackupVault": self._list_points,
            "DescribeRecoveryPoint": self._point,
            "DeleteRecoveryPoint": self._delete_point,
            "PutRestoreValidationResult": self._judge,
        }

    def _once(self, work: Callable[[Call], Answer]) -> Callable[[Call], Answer]:
        """The same answer to a token that was there before."""

        def answer(call: Call) -> Answer:
            token = call.params.get("IdempotencyToken")
            known = (call.region, call.operation, str(token))
            if token is None:
                return work(call)
            if known not in self._tokens:
                self._tokens[known] = work(call)
            return self._tokens[known]

        return answer

    def _start_backup(self, call: Call) -> Answer:
        """A backup that is asked for, which begins at once."""
        given, life = call.params, self._backups.life
        arn, vault = given["ResourceArn"], self._vault(call, given["BackupVaultName"])
        about = backup_about(self._backups, call.region, arn, given["IamRoleArn"], vault.name, given.get("Lifecycle"))
        now = life.clock.moment
        start_by = now + timedelta(minutes=given.get("StartWindowMinutes") or START)
        complete_by = now + timedelta(minutes=given.get("CompleteWindowMinutes") or COMPLETE)
        job = self._backups.jobs.make(BACKUP, call.region, {**about, "StartBy": start_by})
        life.begin(self._back_up(job, complete_by))
        return {"BackupJobId": job.id, "CreationDate": now, "IsParent": False}

    def _back_up(self, job: Job, complete_by: Any) -> Steps[None]:
        yield from back_up(self._backups, job, 0, complete_by)

    def _start_copy(self, call: Call) -> Answer:
        given = call.params
        vault = self._vault(call, given["SourceBackupVaultName"])
        point = self._found(call, given["RecoveryPointArn"], vault.name)
        destination = given["DestinationBackupVaultArn"]
        job = self._backups.begin_copy(call.region, point, destination, given["IamRoleArn"], given, {})
        return {"CopyJobId": job.id, "CreationDate": job.about["CreationDate"], "IsParent": False}

    def _start_restore(self, call: Call) -> Answer:
        given = call.params
        point = self._found(call, given["RecoveryPointArn"])
        if "IamRoleArn" not in given:
            raise CallRefusedError("MissingParameterValueException", "IamRoleArn is missing")
        job = self._backups.make_restore(call.region, point, given["IamRoleArn"], {})
        self._backups.life.begin(self._backups.restoring(job, given["Metadata"]))
        return {"RestoreJobId": job.id}

    def _list_points(self, call: Call) -> Answer:
        vault = self._vault(call, call.params["BackupVaultName"])
        here = [one for one in self._backups.points.in_region(call.region) if one["BackupVaultName"] == vault.name]
        return listed_points(call, here)

    def _point(self, call: Call) -> Answer:
        vault = self._vault(call, call.params["BackupVaultName"])
        return self._found(call, call.params["RecoveryPointArn"], vault.name)

    def _delete_point(self, call: Call) -> Answer:
        vault = self._vault(call, call.params["BackupVaultName"])
        point = self._found(call, call.params["RecoveryPointArn"], vault.name)
        refuse_deletion(self._backups.life, call, vault, point)
        self._backups.points.delete(call.region, point["RecoveryPointArn"])
        return {}

    def _judge(self, call: Call) -> Answer:
        job, status = self._job(call, RESTORE), call.params["ValidationStatus"]
        if status not in _VERDICTS:
            raise CallRefusedError("InvalidParameterValueException", f"Invalid ValidationStatus {status}")
        try:
            self._backups.tests.judge(job, status, call.params.get("ValidationStatusMessage", ""))
        except ValueError as error:
            raise CallRefusedError("InvalidRequestException", str(error)) from error
        return {}

    def _vault(self, call: Call, name: str) -> Vault:
        vault = find_vault(self._backups.life, vault_arn(call.region, self._backups.life.cloud.account_id, name))
        if vault is None:
            raise CallRefusedError("ResourceNotFoundException", f"Backup vault {name_of(name)} not found")
        return vault

    def _found(self, call: Call, arn: str, vault: str | None = None) -> Answer:
        point = self._backups.points.find(call.region, arn, vault)
        if point is None:
            raise CallRefusedError("ResourceNotFoundException", f"Cannot find recovery point {arn}")
        return point

    def _job(self, call: Call, kind: JobKind) -> Job:
        name = call.params[kind.id]
        job = self._backups.jobs.find(kind, call.region, name)
        if job is None:
            raise CallRefusedError("ResourceNotFoundException", f"Cannot find {kind.word} job {name}")
        return job
