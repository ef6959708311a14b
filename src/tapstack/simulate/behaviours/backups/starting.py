"""Jobs that are asked for: they begin at once. A token that was there before starts nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.backups.backing_up import back_up
from tapstack.simulate.behaviours.backups.events import BACKUP
from tapstack.simulate.behaviours.backups.finding import point_of, vault_of
from tapstack.simulate.behaviours.backups.plans import COMPLETE, START, backup_about
from tapstack.simulate.cloud.calls import CallRefusedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.backups.backups import Backups
    from tapstack.simulate.behaviours.backups.jobs import Job
    from tapstack.simulate.clock import Steps
    from tapstack.simulate.cloud.calls import Call

Answer = dict[str, Any]


class Starts:
    """Answers StartBackupJob, StartCopyJob and StartRestoreJob."""

    def __init__(self, backups: Backups) -> None:
        self._backups = backups
        self._tokens: dict[tuple[str, str, str], Answer] = {}
        for work in (self._start_backup, self._start_copy, self._start_restore):
            name = work.__name__.removeprefix("_start_").capitalize()
            backups.life.cloud.calls.answer(f"backup:Start{name}Job", self._once(work))

    def _once(self, work: Callable[[Call], Answer]) -> Callable[[Call], Answer]:
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
        given, now = call.params, self._backups.life.clock.moment
        vault = vault_of(self._backups, call, given["BackupVaultName"])
        arn, role = given["ResourceArn"], given["IamRoleArn"]
        about = backup_about(self._backups, call.region, arn, role, vault.name, given.get("Lifecycle"))
        start_by = now + timedelta(minutes=given.get("StartWindowMinutes") or START)
        complete_by = now + timedelta(minutes=given.get("CompleteWindowMinutes") or COMPLETE)
        job = self._backups.jobs.make(BACKUP, call.region, {**about, "StartBy": start_by})
        self._backups.life.begin(self._back_up(job, complete_by))
        return {"BackupJobId": job.id, "CreationDate": now, "IsParent": False}

    def _back_up(self, job: Job, complete_by: datetime) -> Steps[None]:
        yield from back_up(self._backups, job, 0, complete_by)

    def _start_copy(self, call: Call) -> Answer:
        given = call.params
        vault = vault_of(self._backups, call, given["SourceBackupVaultName"])
        point = point_of(self._backups, call, vault.name)
        destination, role = given["DestinationBackupVaultArn"], given["IamRoleArn"]
        job = self._backups.begin_copy(call.region, point, destination, role, given, {})
        return {"CopyJobId": job.id, "CreationDate": job.about["CreationDate"], "IsParent": False}

    def _start_restore(self, call: Call) -> Answer:
        point = point_of(self._backups, call)
        if "IamRoleArn" not in call.params:
            raise CallRefusedError("MissingParameterValueException", "IamRoleArn is missing")
        job = self._backups.make_restore(call.region, point, call.params["IamRoleArn"], {})
        self._backups.life.begin(self._backups.restoring(job, call.params["Metadata"]))
        return {"RestoreJobId": job.id}
