"""AWS::Backup::RestoreTestingPlan and AWS::Backup::RestoreTestingSelection."""

from __future__ import annotations

from tapstack.simulate.adapters.adapter import Bench
from tapstack.simulate.adapters.names import token
from tapstack.simulate.adapters.recorded import RecordedAdapter
from tapstack.simulate.resources import Made, RefusedError, Wanted

_SELECTION = "AWS::Backup::RestoreTestingSelection"
_PLAN = "AWS::Backup::RestoreTestingPlan"


class RestoreTestingPlan(RecordedAdapter):
    """A plan of restore tests; Ref gives its name."""

    type = _PLAN
    carried = frozenset[str]()
    recorded = frozenset(
        {
            *("RestoreTestingPlanName", "RecoveryPointSelection", "ScheduleExpression", "ScheduleExpressionTimezone"),
            *("StartWindowHours", "Tags"),
        }
    )
    noun = "Restore testing plan"

    def made(self, bench: Bench, wanted: Wanted) -> Made:
        """Its name, and an ARN with letters that no other has."""
        name = wanted.properties["RestoreTestingPlanName"]
        arn = bench.arn("backup", f"restore-testing-plan:{name}-{token(bench.owner, wanted)}")
        return Made(name, {"RestoreTestingPlanArn": arn})

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """One that has selections is refused."""
        selections = bench.cloud.records.of(_SELECTION, bench.region).values()
        if any(one["RestoreTestingPlanName"] == made.physical_id for one in selections):
            why = f"Restore testing plan {made.physical_id} has restore testing selections that must be deleted first"
            raise RefusedError("InvalidRequestException", why, service="Backup")
        super().delete(bench, made, wanted)


class RestoreTestingSelection(RecordedAdapter):
    """What a plan of restore tests restores; Ref gives its name."""

    type = _SELECTION
    carried = frozenset[str]()
    recorded = frozenset(
        {
            *("RestoreTestingPlanName", "RestoreTestingSelectionName", "IamRoleArn", "ProtectedResourceArns"),
            *("ProtectedResourceConditions", "ProtectedResourceType", "RestoreMetadataOverrides"),
            "ValidationWindowHours",
        }
    )
    noun = "Restore testing selection"

    def made(self, bench: Bench, wanted: Wanted) -> Made:
        """Its name, within the plan, which has to be there."""
        plan = wanted.properties["RestoreTestingPlanName"]
        if bench.cloud.records.get(bench.region, _PLAN, plan) is None:
            raise RefusedError("ResourceNotFoundException", f"Restore testing plan {plan} not found", service="Backup")
        return Made(wanted.properties["RestoreTestingSelectionName"])
