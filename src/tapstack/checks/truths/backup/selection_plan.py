"""BACKUP-012: a selection belongs to a plan of its region."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_PLANS = {
    "AWS::Backup::BackupSelection": ("BackupPlanId", "AWS::Backup::BackupPlan"),
    "AWS::Backup::RestoreTestingSelection": ("RestoreTestingPlanName", "AWS::Backup::RestoreTestingPlan"),
}


def judge(selection: Property, view: View) -> Iterator[Fault]:
    """A fault for a plan that no stack makes, and for one that the selection does not wait for."""
    path, type_name = _PLANS[selection.item.type]
    name = selection[path]
    found = view.find(name, type_name)
    if found is None:
        yield Fault(name, f"No stack makes the plan {name.shown} in {selection.item.region}.")
    elif not view.before(selection.item, found):
        yield Fault(name, f"The selection does not wait for the plan {found}.")


TRUTH = Truth(
    id="BACKUP-012",
    title="The plan of a selection exists in the same region, before the selection",
    why="Backup answers ResourceNotFoundException or InvalidParameterValueException, and the stack fails.",
    fix="Refer to the plan of the same stack by Ref.",
    source="botocore backup CreateBackupSelection and CreateRestoreTestingSelection (ResourceNotFoundException)",
    about=tuple(_PLANS),
    judge=judge,
)
