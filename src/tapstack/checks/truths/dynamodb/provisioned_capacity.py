"""DDB-010: a provisioned table says how much, and so does each of its global indexes."""

from collections.abc import Iterator

from tapstack.checks.truths.dynamodb.parts import on_demand
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_UNITS = ("ReadCapacityUnits", "WriteCapacityUnits")


def judge(table: Property, _: View) -> Iterator[Fault]:
    """A fault for the table and each global index without units, with none, or with on-demand limits."""
    if on_demand(table):
        return
    for place in (table, *table["GlobalSecondaryIndexes"].items):
        throughput = place["ProvisionedThroughput"]
        if not throughput.given:
            yield Fault(place, f"Capacity is provisioned, but {place.label} has no ProvisionedThroughput.")
        elif any(throughput[unit].number_or(0) < 1 for unit in _UNITS):
            yield Fault(throughput, "Capacity is provisioned, but read or write units are missing or 0.")
        if place.has("OnDemandThroughput"):
            yield Fault(place["OnDemandThroughput"], "Capacity is provisioned; OnDemandThroughput does not apply.")


TRUTH = Truth(
    id="DDB-010",
    title="A PROVISIONED table and each of its global indexes have read and write units",
    why="DynamoDB refuses the table: without BillingMode it is PROVISIONED, and then needs ProvisionedThroughput.",
    fix="Set BillingMode: PAY_PER_REQUEST, or ProvisionedThroughput of at least 1 on the table and each global index.",
    source="resource schema AWS::DynamoDB::Table, BillingMode (PROVISIONED by default), ProvisionedThroughput and"
    " GlobalSecondaryIndex (one or the other, by capacity mode)",
    about=("AWS::DynamoDB::Table",),
    judge=judge,
)
