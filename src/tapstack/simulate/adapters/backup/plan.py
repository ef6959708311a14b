"""AWS::Backup::BackupPlan."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.names import token
from tapstack.simulate.adapters.shapes import pick, renamed
from tapstack.simulate.adapters.tags import of_stack
from tapstack.simulate.resources import Made, RefusedError, Wanted

_RULE = {
    "RuleName": "RuleName",
    "TargetBackupVault": "TargetBackupVaultName",
    "ScheduleExpression": "ScheduleExpression",
    "ScheduleExpressionTimezone": "ScheduleExpressionTimezone",
    "StartWindowMinutes": "StartWindowMinutes",
    "CompletionWindowMinutes": "CompletionWindowMinutes",
    "Lifecycle": "Lifecycle",
    "RecoveryPointTags": "RecoveryPointTags",
    "CopyActions": "CopyActions",
    "EnableContinuousBackup": "EnableContinuousBackup",
    "IndexActions": "IndexActions",
}
_PLAN = {
    "BackupPlanName": "BackupPlanName",
    "BackupPlanRule": "Rules",
    "AdvancedBackupSettings": "AdvancedBackupSettings",
    "ScanSettings": "ScanSettings",
}
SELECTION = "AWS::Backup::BackupSelection"


class BackupPlan(Adapter):
    """A plan; Ref gives its id."""

    type = "AWS::Backup::BackupPlan"
    carried = frozenset({"BackupPlan", "BackupPlanTags"})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateBackupPlan, to which a request's id is given so that the same request makes the same plan."""
        given = wanted.properties
        about = bench.client("backup").create_backup_plan(
            BackupPlan=_to_api(given["BackupPlan"]),
            BackupPlanTags={**of_stack(bench, wanted), **(given.get("BackupPlanTags") or {})},
            CreatorRequestId=token(bench.owner, wanted),
        )
        return _made(about)

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """UpdateBackupPlan gives a new version, and no word of tags."""
        plan = _to_api(wanted.properties["BackupPlan"])
        return _made(bench.client("backup").update_backup_plan(BackupPlanId=made.physical_id, BackupPlan=plan))

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteBackupPlan, which refuses one that has selections; one that is gone is no error."""
        client, plan = bench.client("backup"), made.physical_id
        selections = bench.cloud.records.of(SELECTION, bench.region).values()
        if any(one.get("BackupPlanId") == plan for one in selections):
            why = f"Related backup plan selections must be deleted prior to backup plan deletion: {plan}"
            raise RefusedError("InvalidRequestException", why, service="Backup")
        if plan in [one["BackupPlanId"] for one in client.list_backup_plans()["BackupPlansList"]]:
            client.delete_backup_plan(BackupPlanId=plan)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """GetBackupPlan."""
        plan = bench.client("backup").get_backup_plan(BackupPlanId=made.physical_id)["BackupPlan"]
        found = renamed(plan, {api: name for name, api in _PLAN.items()})
        rules = found.get("BackupPlanRule", [])
        found["BackupPlanRule"] = [renamed(rule, {api: name for name, api in _RULE.items()}) for rule in rules]
        return {"BackupPlan": found}


def _to_api(plan: Any) -> dict[str, Any]:
    found = renamed(plan, _PLAN)
    return found | {"Rules": [renamed(rule, _RULE) for rule in found["Rules"]]}


def _made(about: Any) -> Made:
    attributes = pick(about, "BackupPlanArn", "BackupPlanId", "VersionId")
    return Made(about["BackupPlanId"], attributes)
