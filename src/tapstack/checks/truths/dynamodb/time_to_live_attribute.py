"""DDB-012: expiry says by which attribute."""

from collections.abc import Iterator

from tapstack.checks.truths.dynamodb.parts import TABLES
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(expiry: Property, _: View) -> Iterator[Fault]:
    """A fault if it is enabled without one."""
    if expiry["Enabled"].flag and not expiry["AttributeName"].pattern:
        yield Fault(expiry, "Time to live is enabled, but AttributeName is missing.")


TRUTH = Truth(
    id="DDB-012",
    title="Time to live that is enabled names its attribute",
    why="DynamoDB refuses the setting, and the stack fails.",
    fix="Add AttributeName to TimeToLiveSpecification.",
    source="resource schema AWS::DynamoDB::Table, TimeToLiveSpecification.AttributeName (required when enabling)",
    about=TABLES,
    at="TimeToLiveSpecification",
    judge=judge,
)
