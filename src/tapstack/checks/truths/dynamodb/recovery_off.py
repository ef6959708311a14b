"""DDB-042: a table that says how far back it can be recovered has recovery on."""

from collections.abc import Iterator

from tapstack.checks.truths.dynamodb.parts import TABLES
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(table: Property, _: View) -> Iterator[Fault]:
    """A fault for days while recovery is off."""
    for place in (table, *table["Replicas"].items):
        recovery = place["PointInTimeRecoverySpecification"]
        days, enabled = recovery["RecoveryPeriodInDays"], recovery["PointInTimeRecoveryEnabled"]
        if days.given and enabled.given and not enabled.flag:
            yield Fault(days, f"A recovery period of {days.shown} days is given, but recovery is off.")


TRUTH = Truth(
    id="DDB-042",
    title="A table with a RecoveryPeriodInDays has point-in-time recovery on",
    why="There are no backups, while the template reads as if there were.",
    fix="Set PointInTimeRecoveryEnabled: true, or remove the period.",
    source="assumption: DynamoDB takes a period while recovery is off, and keeps nothing; nothing says it refuses it",
    about=TABLES,
    severity=Severity.WARNING,
    judge=judge,
)
