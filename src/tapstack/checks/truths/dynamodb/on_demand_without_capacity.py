"""DDB-009: a table paid for by request has no provisioned capacity."""

from collections.abc import Iterator

from tapstack.checks.truths.dynamodb.parts import on_demand
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_UNITS = ("ReadCapacityUnits", "WriteCapacityUnits")


def judge(table: Property, _: View) -> Iterator[Fault]:
    """A fault for each ProvisionedThroughput with units on an on-demand table or one of its indexes."""
    if not on_demand(table):
        return
    for place in (table, *table["GlobalSecondaryIndexes"].items):
        throughput = place["ProvisionedThroughput"]
        if throughput.given and any(throughput[unit].number_or(0) > 0 for unit in _UNITS):
            yield Fault(throughput, "The table is PAY_PER_REQUEST, but has ProvisionedThroughput.")


TRUTH = Truth(
    id="DDB-009",
    title="A PAY_PER_REQUEST table and its indexes have no ProvisionedThroughput",
    why="DynamoDB refuses the table: capacity units cannot be given together with PAY_PER_REQUEST.",
    fix="Remove ProvisionedThroughput from the table and its indexes, or set BillingMode: PROVISIONED.",
    source="resource schema AWS::DynamoDB::Table, ProvisionedThroughput (not with PAY_PER_REQUEST)",
    about=("AWS::DynamoDB::Table",),
    judge=judge,
)
