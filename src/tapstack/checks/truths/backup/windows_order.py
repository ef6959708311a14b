"""BACKUP-007: a backup may take longer than it may wait."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(rule: Property, _: View) -> Iterator[Fault]:
    """A fault for a completion window that is not longer than the start window."""
    start, end = rule["StartWindowMinutes"], rule["CompletionWindowMinutes"]
    if end.given and end.number <= start.number_or(480):
        wait = start.shown if start.given else "480"
        yield Fault(end, f"A backup may begin {wait} minutes late and must end after {end.shown}.")


TRUTH = Truth(
    id="BACKUP-007",
    title="The completion window of a backup rule is longer than its start window",
    why="The plan is refused, or jobs that begin late are cancelled before they end.",
    fix="Raise CompletionWindowMinutes above StartWindowMinutes, which is 480 where it is left out.",
    source="assumption: Backup, as AWS CDK does, refuses a completion window that is no longer than the start window",
    about=("AWS::Backup::BackupPlan",),
    at="BackupPlan.BackupPlanRule[]",
    severity=Severity.WARNING,
    judge=judge,
)
