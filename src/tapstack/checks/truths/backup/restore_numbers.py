"""BACKUP-017: windows of restore tests are ones that Backup takes."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_RANGES = {
    "StartWindowHours": (1, 168),
    "RecoveryPointSelection.SelectionWindowDays": (1, 365),
    "ValidationWindowHours": (0, 168),
}


def judge(resource: Property, _: View) -> Iterator[Fault]:
    """A fault for each window out of range."""
    for name, (least, most) in _RANGES.items():
        value = resource[name]
        if value.given and not least <= value.number <= most:
            yield Fault(value, f"{name} is {value.shown}; it takes {least} to {most}.")


TRUTH = Truth(
    id="BACKUP-017",
    title="Restore tests start within 168 hours, select within 365 days and are validated within 168 hours",
    why="Backup answers InvalidParameterValueException, and the stack fails.",
    fix="Lower the window.",
    source="botocore backup, RestoreTestingPlanForCreate.StartWindowHours, RestoreTestingRecoveryPointSelection"
    ".SelectionWindowDays and RestoreTestingSelectionForCreate.ValidationWindowHours",
    about=("AWS::Backup::RestoreTestingPlan", "AWS::Backup::RestoreTestingSelection"),
    judge=judge,
)
