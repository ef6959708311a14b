"""DDB-021: a limit of on-demand throughput says what it limits."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_LIMITS = ("MaxReadRequestUnits", "MaxWriteRequestUnits")


def judge(table: Property, _: View) -> Iterator[Fault]:
    """A fault for each that limits neither reads nor writes."""
    for place in (table, *table["GlobalSecondaryIndexes"].items):
        limit = place["OnDemandThroughput"]
        if limit.given and not any(limit.has(name) for name in _LIMITS):
            yield Fault(limit, "OnDemandThroughput limits neither reads nor writes.")


TRUTH = Truth(
    id="DDB-021",
    title="OnDemandThroughput has MaxReadRequestUnits or MaxWriteRequestUnits",
    why="DynamoDB refuses an empty limit, and the stack fails.",
    fix="Add one of the two, or leave OnDemandThroughput out.",
    source="resource schema AWS::DynamoDB::Table, OnDemandThroughput (one or both must be given)",
    about=("AWS::DynamoDB::Table",),
    judge=judge,
)
