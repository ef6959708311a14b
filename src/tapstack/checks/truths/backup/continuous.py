"""BACKUP-011: continuous backups are kept 35 days at most, and never cold."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(rule: Property, _: View) -> Iterator[Fault]:
    """A fault for cold storage of continuous backups, for no retention and for a longer one."""
    if not rule["EnableContinuousBackup"].flag:
        return
    days, cold = rule["Lifecycle.DeleteAfterDays"], rule["Lifecycle.MoveToColdStorageAfterDays"]
    if cold.given and cold.number != -1:
        yield Fault(cold, f"Continuous backups go into cold storage after {cold.shown} days.")
    if not days.given:
        yield Fault(rule, "Continuous backups have no DeleteAfterDays.")
    elif not 1 <= days.number <= 35:
        yield Fault(days, f"Continuous backups are kept {days.shown} days; 1 to 35.")


TRUTH = Truth(
    id="BACKUP-011",
    title="A rule of continuous backups keeps them 1 to 35 days, and not in cold storage",
    why="Backup answers InvalidParameterValueException: Invalid lifecycle; the plan is not made.",
    fix="Set DeleteAfterDays to 35 or less, and write a second rule of snapshots for what is to be kept longer.",
    source="AWS Backup developer guide, Changing your retention period (continuous backups: 1 to 35 days); GitHub"
    " aws/aws-cdk#17602",
    about=("AWS::Backup::BackupPlan",),
    at="BackupPlan.BackupPlanRule[]",
    judge=judge,
)
