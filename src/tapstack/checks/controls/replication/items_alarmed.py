"""REP-11: an alarm tells when items of a global table reach a replica late."""

from collections.abc import Iterator
from itertools import permutations

from tapstack.checks.controls.control import ControlCheck, NotAskedError
from tapstack.checks.controls.observability.alarms import is_followed, names
from tapstack.checks.controls.replication.every_region import GLOBAL_TABLE
from tapstack.checks.truths.dynamodb.replicas import regions
from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property

_LATE = ("ReplicationLatency",)
"""Not PendingReplicationCount: only global tables of version 2017.11.29 publish it, and CloudFormation makes none."""


def judge(table: Property, view: View) -> Iterator[Fault]:
    """A fault for each replica that others are late to learn from without anybody being told."""
    if table["MultiRegionConsistency"].equals("STRONG"):
        raise NotAskedError(f"No replica of {table.item} is ever late: its writes are in all of them at once")
    pairs = list(permutations(regions(table), 2))
    if not pairs:
        raise NotAskedError(f"{table.item} has one replica")
    yield from one_by_one(pairs, lambda pair: _watched(table, *pair, view))


def _watched(table: Property, here: str, there: str, view: View) -> Iterator[Fault]:
    """The metric is published where items are written."""
    if here not in view.regions:
        raise NotKnown(f"what watches {table.item.logical_id} in {here}, outside the set, is not known")
    wanted = {"TableName": names(table.item, view), "ReceivingRegion": lambda value: value.equals(there)}
    if not is_followed("AWS/DynamoDB", _LATE, wanted, here, view):
        what = f"ReplicationLatency of {table.item.logical_id} to {there}"
        yield Fault(table["Replicas"], f"No alarm in {here} watches {what}.")


CONTROL = ControlCheck(
    name="GLOBAL_TABLE_REPLICATION_ALARMED",
    title="An alarm watches whether items of a global table reach another replica late",
    why="What was written before a failover is not where it is read after it, and nobody knew how far behind it was.",
    fix="Add an alarm on ReplicationLatency in each region that writes, with TableName and ReceivingRegion.",
    source="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_monitoring.html (the metric"
    " of each pair of source and destination); PendingReplicationCount stands on the page of the legacy version alone,"
    " globaltables_monitoring.html",
    controls=("REP-11",),
    about=(GLOBAL_TABLE,),
    judge=judge,
)
