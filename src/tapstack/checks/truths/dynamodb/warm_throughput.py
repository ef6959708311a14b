"""DDB-019: warm throughput is no less than what a table has without it."""

from collections.abc import Iterator

from tapstack.checks.truths.dynamodb.parts import TABLES, on_demand
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_LEAST = {"ReadUnitsPerSecond": 12_000, "WriteUnitsPerSecond": 4_000}
_OWN = {"ReadUnitsPerSecond": "ReadCapacityUnits", "WriteUnitsPerSecond": "WriteCapacityUnits"}


def judge(table: Property, _: View) -> Iterator[Fault]:
    """A fault for each value that is less than what an on-demand table, or the provisioned units, give anyway."""
    for place in (table, *table["GlobalSecondaryIndexes"].items):
        for name, floor in _LEAST.items():
            value = place["WarmThroughput"][name]
            if not value.given:
                continue
            least = floor if on_demand(table) else place["ProvisionedThroughput"][_OWN[name]].number_or(0)
            if value.number < least:
                yield Fault(value, f"{name} is {value.shown}; the table has {least:g} without it.")


TRUTH = Truth(
    id="DDB-019",
    title="Warm throughput is at least 12,000 reads and 4,000 writes on demand, or the provisioned units",
    why="DynamoDB refuses a warm throughput below the one that the table has from the start: it can only be raised.",
    fix="Raise the value, or leave it out.",
    source="hashicorp/terraform-provider-aws#47673 (tried on AWS: the least is 12,000 and 4,000 on demand, less where"
    " capacity is provisioned); DynamoDB developer guide, warm throughput scenarios"
    " (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput-scenarios.html)",
    about=TABLES,
    judge=judge,
)
