"""BACKUP-005: backups stay 90 days in cold storage, and between one day and a century in all."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(rule: Property, _: View) -> Iterator[Fault]:
    """A fault for a backup or copy that is deleted too soon after it went cold, and for days out of range."""
    for lifecycle in (rule["Lifecycle"], *rule.each("CopyActions[].Lifecycle")):
        delete, cold = lifecycle["DeleteAfterDays"], lifecycle["MoveToColdStorageAfterDays"]
        if delete.given and delete.number != -1 and not 1 <= delete.number <= 36500:
            yield Fault(delete, f"DeleteAfterDays is {delete.shown}; it takes 1 to 36500.")
        both = delete.given and cold.given and -1 not in (delete.number, cold.number)
        if both and delete.number < cold.number + 90:
            yield Fault(delete, f"Cold after {cold.shown} days, deleted after {delete.shown}: 90 must lie between.")


TRUTH = Truth(
    id="BACKUP-005",
    title="A backup is deleted at least 90 days after it goes into cold storage, and after 1 to 36500 days in all",
    why="Backup answers InvalidParameterValueException: Invalid lifecycle; the plan is not made.",
    fix="Raise DeleteAfterDays, or leave MoveToColdStorageAfterDays out.",
    source="botocore backup, Lifecycle (90 days in cold storage); GitHub hashicorp/terraform-provider-aws#24960"
    " (DeleteAfterDays cannot be below 1 or above 36500 days)",
    about=("AWS::Backup::BackupPlan",),
    at="BackupPlan.BackupPlanRule[]",
    judge=judge,
)
