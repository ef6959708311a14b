"""CAPACITY-002: a table takes what a function that is fed by a stream writes to it."""

from collections.abc import Iterator
from math import ceil

from tapstack.checks.truths.capacity.objectives import BYTES, RECORDS, amount
from tapstack.checks.truths.capacity.streams import stream_of
from tapstack.checks.truths.dynamodb.parts import TABLES, on_demand
from tapstack.checks.truths.dynamodb.replicas import homes
from tapstack.checks.truths.lambda_.event_sources import MAPPING
from tapstack.checks.truths.lambda_.functions import function_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Item, Property
from tapstack.graph.stackset.identities import texts

_NEW_ON_DEMAND = 4_000
_UNIT = 1_024
_SCALED = "WriteProvisionedThroughputSettings.WriteCapacityAutoScalingSettings.MaxCapacity"


def judge(mapping: Property, view: View) -> Iterator[Fault]:
    """A fault for each table that the function's variables name and that takes fewer writes than records come."""
    function = function_of(mapping["FunctionName"], view)
    if function is None or stream_of(mapping, view) is None:
        return
    needed = amount(view, RECORDS) * ceil(amount(view, BYTES) / _UNIT)
    for table in _written(function, view):
        units = _units(table.properties)
        if units < needed:
            yield Fault(
                table.properties, f"The table takes {units:g} write units a second at once; {needed:g} are needed."
            )


def _written(function: Item, view: View) -> Iterator[Item]:
    values = {value.pattern for value in function["Environment.Variables"].members.values()}
    for table in view.all(*TABLES):
        if values & set(texts(table)) and function.region in homes(table):
            yield table


def _units(table: Property) -> float:
    if on_demand(table):
        warm = max(table["WarmThroughput.WriteUnitsPerSecond"].number_or(0), _NEW_ON_DEMAND)
        return min(warm, table["OnDemandThroughput.MaxWriteRequestUnits"].number_or(warm))
    units = table["ProvisionedThroughput.WriteCapacityUnits"]
    return units.number if units.given else table[_SCALED].number


TRUTH = Truth(
    id="CAPACITY-002",
    title="A table that a stream's function writes to takes as many writes a second as records come",
    why="DynamoDB throttles what is more: the function fails, its batches are tried again, and the stream falls"
    " behind.",
    fix="Set WarmThroughput.WriteUnitsPerSecond, or provision more; a write unit is 1 KiB a second.",
    source="assumption: each record is one write to each table that the function's environment names; DynamoDB"
    " developer"
    " guide, warm throughput scenarios (a new on-demand table takes 4,000 writes a second), read and write"
    " operations (1"
    " KiB a unit)",
    about=(MAPPING,),
    needs=(RECORDS, BYTES),
    severity=Severity.WARNING,
    judge=judge,
)
