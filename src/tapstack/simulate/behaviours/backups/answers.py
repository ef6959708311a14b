"""Calls to AWS Backup that moto does not know: what there is, and the verdict on a restore.

Source: botocore backup. The words of refusals are assumed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.backups.deleting import refuse_deletion
from tapstack.simulate.behaviours.backups.events import BACKUP, COPY, RESTORE
from tapstack.simulate.behaviours.backups.finding import job_of, point_of, vault_of
from tapstack.simulate.behaviours.backups.listing import listed_jobs, listed_points
from tapstack.simulate.cloud.calls import CallRefusedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.backups.backups import Backups
    from tapstack.simulate.cloud.calls import Call

Answer = dict[str, Any]
_VERDICTS = ("SUCCESSFUL", "FAILED", "TIMED_OUT", "VALIDATING")


class Answers:
    """Answers them on the switchboard."""

    def __init__(self, backups: Backups) -> None:
        self._backups = backups
        for operation, work in self._work().items():
            backups.life.cloud.calls.answer(f"backup:{operation}", work)

    def _work(self) -> dict[str, Callable[[Call], Answer]]:
        backups, jobs = self._backups, self._backups.jobs
        return {
            "DescribeBackupJob": lambda call: dict(job_of(backups, call, BACKUP).about),
            "DescribeCopyJob": lambda call: {"CopyJob": dict(job_of(backups, call, COPY).about)},
            "DescribeRestoreJob": lambda call: dict(job_of(backups, call, RESTORE).about),
            "ListBackupJobs": lambda call: listed_jobs(call, jobs.of(BACKUP, call.region), "BackupJobs"),
            "ListCopyJobs": lambda call: listed_jobs(call, jobs.of(COPY, call.region), "CopyJobs"),
            "ListRestoreJobs": lambda call: listed_jobs(call, jobs.of(RESTORE, call.region), "RestoreJobs"),
            "ListRecoveryPointsByBackupVault": self._list_points,
            "DescribeRecoveryPoint": self._point,
            "DeleteRecoveryPoint": self._delete_point,
            "PutRestoreValidationResult": self._judge,
        }

    def _list_points(self, call: Call) -> Answer:
        vault = vault_of(self._backups, call, call.params["BackupVaultName"])
        here = [one for one in self._backups.points.in_region(call.region) if one["BackupVaultName"] == vault.name]
        return listed_points(call, here)

    def _point(self, call: Call) -> Answer:
        vault = vault_of(self._backups, call, call.params["BackupVaultName"])
        return point_of(self._backups, call, vault.name)

    def _delete_point(self, call: Call) -> Answer:
        vault = vault_of(self._backups, call, call.params["BackupVaultName"])
        point = point_of(self._backups, call, vault.name)
        refuse_deletion(self._backups.life, call, vault, point)
        self._backups.points.delete(call.region, point["RecoveryPointArn"])
        return {}

    def _judge(self, call: Call) -> Answer:
        job, status = job_of(self._backups, call, RESTORE), call.params["ValidationStatus"]
        if status not in _VERDICTS:
            raise CallRefusedError("InvalidParameterValueException", f"Invalid ValidationStatus {status}")
        try:
            self._backups.tests.judge(job, status, call.params.get("ValidationStatusMessage", ""))
        except ValueError as error:
            raise CallRefusedError("InvalidRequestException", str(error)) from error
        return {}
