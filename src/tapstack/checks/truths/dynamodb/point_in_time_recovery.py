"""DDB-022: how far back a table can be recovered is said where recovery is on."""

from collections.abc import Iterator

from tapstack.checks.truths import numbers
from tapstack.checks.truths.dynamodb.parts import TABLES
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(table: Property, _: View) -> Iterator[Fault]:
    """A fault for days without recovery, and for days out of bounds."""
    for place in (table, *table["Replicas"].items):
        recovery = place["PointInTimeRecoverySpecification"]
        if recovery.has("RecoveryPeriodInDays") and not recovery.has("PointInTimeRecoveryEnabled"):
            yield Fault(recovery["RecoveryPeriodInDays"], "A recovery period is given, and not whether recovery is on.")
        yield from numbers.outside(recovery, {"RecoveryPeriodInDays": (1, 35)})


TRUTH = Truth(
    id="DDB-022",
    title="A RecoveryPeriodInDays is 1 to 35 and stands beside PointInTimeRecoveryEnabled",
    why="CloudFormation refuses the table: its schema asks for the flag beside the period, and bounds it.",
    fix="Set PointInTimeRecoveryEnabled: true, or remove the period.",
    source="resource schema AWS::DynamoDB::Table, PointInTimeRecoverySpecification (dependencies: the period asks for"
    " the flag; 1 to 35)",
    about=TABLES,
    judge=judge,
)
