"""DDB-037: an on-demand global table has no provisioned capacity."""

from collections.abc import Iterator

from tapstack.checks.truths.dynamodb.parts import on_demand
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property

_SETTINGS = ("WriteProvisionedThroughputSettings", "ReadProvisionedThroughputSettings")


def judge(table: Property, _: View) -> Iterator[Fault]:
    """A fault for each setting of provisioned capacity on the table, its indexes and its replicas."""
    if not on_demand(table):
        return
    for place in (table, *table["GlobalSecondaryIndexes"].items, *table["Replicas"].items):
        for name in _SETTINGS:
            if place.has(name):
                yield Fault(place[name], f"The table is PAY_PER_REQUEST, but has {name}.")


TRUTH = Truth(
    id="DDB-037",
    title="A PAY_PER_REQUEST global table has no provisioned throughput settings",
    why="The settings contradict the billing mode: they are refused or do nothing.",
    fix="Remove the settings, or set BillingMode: PROVISIONED.",
    source="assumption: a Table refuses this (resource schema AWS::DynamoDB::Table, ProvisionedThroughput); what a"
    " GlobalTable does was not found",
    about=("AWS::DynamoDB::GlobalTable",),
    severity=Severity.WARNING,
    judge=judge,
)
