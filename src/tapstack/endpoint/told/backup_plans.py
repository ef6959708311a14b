"""What Backup's plans select, and its plans of restore tests, which moto does not have.

Source: botocore backup, ListBackupSelections, GetBackupSelection, ListRestoreTestingPlans, GetRestoreTestingPlan,
ListRestoreTestingSelections and GetRestoreTestingSelection. When they were made is not kept: they are as old as the
account.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tapstack.endpoint.told import recorded
from tapstack.simulate.adapters.shapes import pick

if TYPE_CHECKING:
    from tapstack.simulate.cloud import Cloud
    from tapstack.simulate.cloud.calls import Call

_SELECTION = "AWS::Backup::BackupSelection"
_TESTS, _TESTED = "AWS::Backup::RestoreTestingPlan", "AWS::Backup::RestoreTestingSelection"
_OF_TESTS = ("RestoreTestingPlanName", "ScheduleExpression", "ScheduleExpressionTimezone", "StartWindowHours")
_OF_LISTED = (
    *("RestoreTestingPlanName", "RestoreTestingSelectionName", "IamRoleArn", "ProtectedResourceType"),
    "ValidationWindowHours",
)
_OF_TESTED = (*_OF_LISTED, "ProtectedResourceArns", "ProtectedResourceConditions", "RestoreMetadataOverrides")


def attach(cloud: Cloud) -> None:
    """Let them be told."""
    made = datetime.now(UTC)

    def selections(call: Call) -> dict[str, Any]:
        plan = call.params["BackupPlanId"]
        found = [_selection(name, kept, made) for name, kept in recorded.of(call, _SELECTION)]
        return {"BackupSelectionsList": [one for one in found if one["BackupPlanId"] == plan]}

    def selection(call: Call) -> dict[str, Any]:
        name = f"{call.params['SelectionId']}_{call.params['BackupPlanId']}"
        kept = recorded.one(call, _SELECTION, name, "Backup selection")
        whole = {"BackupSelection": kept["BackupSelection"]}
        return whole | pick(_selection(name, kept, made), "SelectionId", "BackupPlanId", "CreationDate")

    def tests(call: Call) -> dict[str, Any]:
        found = [_tests(cloud, call, name, kept, made) for name, kept in recorded.of(call, _TESTS)]
        return {"RestoreTestingPlans": found}

    def test(call: Call) -> dict[str, Any]:
        name = call.params["RestoreTestingPlanName"]
        kept = recorded.one(call, _TESTS, name, "Restore testing plan")
        whole = pick(kept, "RecoveryPointSelection")
        return {"RestoreTestingPlan": _tests(cloud, call, name, kept, made) | whole}

    def tested(call: Call) -> dict[str, Any]:
        plan = call.params["RestoreTestingPlanName"]
        found = [pick(kept, *_OF_LISTED) for _, kept in recorded.of(call, _TESTED)]
        found = [one for one in found if one["RestoreTestingPlanName"] == plan]
        return {"RestoreTestingSelections": [{**one, "CreationTime": made} for one in found]}

    def one_tested(call: Call) -> dict[str, Any]:
        name = f"{call.params['RestoreTestingPlanName']}|{call.params['RestoreTestingSelectionName']}"
        kept = recorded.one(call, _TESTED, name, "Restore testing selection")
        return {"RestoreTestingSelection": pick(kept, *_OF_TESTED) | {"CreationTime": made}}

    for name, work in {
        "ListBackupSelections": selections,
        "GetBackupSelection": selection,
        "ListRestoreTestingPlans": tests,
        "GetRestoreTestingPlan": test,
        "ListRestoreTestingSelections": tested,
        "GetRestoreTestingSelection": one_tested,
    }.items():
        cloud.calls.answer(f"backup:{name}", work)


def _selection(name: str, kept: dict[str, Any], made: datetime) -> dict[str, Any]:
    ids = {"SelectionId": name.partition("_")[0], "BackupPlanId": kept["BackupPlanId"]}
    return ids | pick(kept["BackupSelection"], "SelectionName", "IamRoleArn") | {"CreationDate": made}


def _tests(cloud: Cloud, call: Call, name: str, kept: dict[str, Any], made: datetime) -> dict[str, Any]:
    """The letters that the ARN has at its end are not kept."""
    arn = f"arn:aws:backup:{call.region}:{cloud.account_id}:restore-testing-plan:{name}"
    return {"RestoreTestingPlanArn": arn, "CreationTime": made} | pick(kept, *_OF_TESTS)
