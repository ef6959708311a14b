"""AWS::Backup::RestoreTestingPlan and AWS::Backup::RestoreTestingSelection."""

from __future__ import annotations

from tapstack.simulate.adapters.adapter import Bench
from tapstack.simulate.adapters.names import token
from tapstack.simulate.adapters.recorded import RecordedAdapter
from tapstack.simulate.resources import Made, Wanted

_PLAN, _SELECTION = "AWS::Backup::RestoreTestingPlan", "AWS::Backup::RestoreTestingSelection"


class RestoreTestingPlan(RecordedAdapter):
    """A plan of restore tests; Ref gives its name."""

    type = _PLAN
    recorded = frozenset(
        {
            *("RestoreTestingPlanName", "RecoveryPointSelection", "ScheduleExpression", "ScheduleExpressionTimezone"),
            *("StartWindowHours", "Tags"),
        }
    )
    service, noun = "Backup", "Restore testing plan"

    def made(self, bench: Bench, wanted: Wanted) -> Made:
        """Its name, and an ARN with letters that no other has."""
        name = wanted.properties["RestoreTestingPlanName"]
        arn = bench.arn("backup", f"restore-testing-plan:{name}-{token(bench.owner, wanted)}")
        return Made(name, {"RestoreTestingPlanArn": arn})

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """One that has selections is refused; the words are ours.

        Source: botocore backup DeleteRestoreTestingPlan (selections are deleted first; InvalidRequestException).
        """
        selections = bench.cloud.records.of(_SELECTION, bench.region).values()
        if any(one["RestoreTestingPlanName"] == made.physical_id for one in selections):
            why = f"Restore testing plan {made.physical_id} has restore testing selections, which must be deleted first"
            raise self.refused("InvalidRequestException", why)
        super().delete(bench, made, wanted)


class RestoreTestingSelection(RecordedAdapter):
    """What a plan of restore tests restores; Ref gives plan and selection, as the schema's identifier has them."""

    type = _SELECTION
    recorded = frozenset(
        {
            *("RestoreTestingPlanName", "RestoreTestingSelectionName", "IamRoleArn", "ProtectedResourceArns"),
            *("ProtectedResourceConditions", "ProtectedResourceType", "RestoreMetadataOverrides"),
            "ValidationWindowHours",
        }
    )
    service, noun = "Backup", "Restore testing selection"

    def made(self, bench: Bench, wanted: Wanted) -> Made:
        """Its name after that of its plan, which has to be there."""
        plan, name = (wanted.properties[f"RestoreTesting{one}Name"] for one in ("Plan", "Selection"))
        if bench.cloud.records.get(bench.region, _PLAN, plan) is None:
            raise self.refused("ResourceNotFoundException", f"Restore testing plan {plan} not found")
        return Made(f"{plan}|{name}")
