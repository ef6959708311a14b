"""Global tables: a write in one region reaches the others, and of two writes the last one wins.

Source: DynamoDB Developer Guide, "Global tables: how it works" (eventual consistency: propagates within a second
usually; last writer wins). How long it takes is a figure that a fault may change; by default an assumption.
"""

from __future__ import annotations

import json
import time
from collections import deque
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from tapstack.simulate.adapters.dynamodb.replicas import REPLICAS
from tapstack.simulate.cloud.hooks.watched_tables import listeners as watching
from tapstack.simulate.resources import UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.clock import Steps
    from tapstack.simulate.cloud.calls import Call

LAG = 0.8
_Stamp = tuple[float, int, str]
"""When an item was written last, in seconds since 1970, in which order, and where."""


@dataclass(frozen=True)
class Change:
    """An item as one write left it; None where the write removed it."""

    table: str
    key: dict[str, Any]
    item: dict[str, Any] | None
    stamp: _Stamp

    @property
    def name(self) -> tuple[str, str]:
        """The table and the item's key."""
        return self.table, json.dumps(self.key, sort_keys=True)


@dataclass
class _Way:
    """What is on its way from one region to another, in order."""

    changes: deque[Change] = field(default_factory=deque)
    running: bool = False


class Tables:
    """``lag`` is in seconds. Faults: a greater lag, or ``stopped``: pairs of regions between which nothing passes."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self.lag = LAG
        self.stopped: set[tuple[str, str]] = set()
        self._stamps: dict[tuple[str, str, str], _Stamp] = {}
        self._ways: dict[tuple[str, str], _Way] = {}
        self._applying = False
        self._count = 0
        watching.append(self._changed)
        life.cloud.calls.amend("dynamodb:DescribeTable", self._tell_replicas)

    def pending(self, source: str, target: str) -> list[Change]:
        """The changes that have not reached a region yet."""
        return list(self._ways.get((source, target), _Way()).changes)

    def members(self, table: str) -> list[str]:
        """The regions in which a global table has replicas."""
        for (_, _, name), kept in self._life.cloud.records.of(REPLICAS).items():
            if name == table:
                return list(kept["Regions"])
        return []

    def _tell_replicas(self, call: Call, answer: dict[str, Any]) -> None:
        """Moto tells of no replicas: those in other regions are active once they are made."""
        table = answer["Table"]
        others = [region for region in self.members(table["TableName"]) if region != call.region]
        if others and call.region in self.members(table["TableName"]):
            table["GlobalTableVersion"] = "2019.11.21"
            table["Replicas"] = [{"RegionName": region, "ReplicaStatus": "ACTIVE"} for region in others]

    def _changed(self, region: str, table: str, _: str, record: dict[str, Any]) -> None:
        """A write is through in a region: it goes to every other, unless it came from there."""
        self._life.measure(region, "AWS/DynamoDB", "ConsumedWriteCapacityUnits", {"TableName": table}, 1)
        if self._applying:
            return
        members = self.members(table)
        if region not in members:
            return
        change = self._change(region, table, record)
        for other in members:
            if other != region:
                self._send(region, other, change)

    def _change(self, region: str, table: str, record: dict[str, Any]) -> Change:
        """What a write has left, stamped later than any write of the item that the region has seen.

        A function's writes have the times that it takes, and their effects at once: another's may come after them and
        have an earlier time. What stands in a table is nonetheless what was written last.
        """
        told = record["dynamodb"]
        if record["eventName"] != "REMOVE" and "NewImage" not in told:
            raise UnsupportedError(f"{table} has replicas, and a stream without new images: not simulated.")
        self._count += 1
        change = Change(table, told["Keys"], told.get("NewImage"), (time.time(), self._count, region))
        place = (region, *change.name)
        before = self._stamps.get(place, (0.0, 0, ""))
        if before > change.stamp:
            change = replace(change, stamp=(before[0], self._count, region))
        self._stamps[place] = change.stamp
        return change

    def _send(self, source: str, target: str, change: Change) -> None:
        way = self._ways.setdefault((source, target), _Way())
        way.changes.append(change)
        if not way.running:
            way.running = True
            self._life.begin(self._carry(source, target, way))

    def _carry(self, source: str, target: str, way: _Way) -> Steps[None]:
        while way.changes:
            change = way.changes[0]
            start = self._life.clock.moment.timestamp() - self._life.clock.seconds
            yield self._life.clock.until(change.stamp[0] + self.lag - start)
            while (source, target) in self.stopped:
                yield self._life.clock.pause(1)
            yield self._life.outages.back(source, target)
            if target in self.members(change.table):
                if not self._is_applied(target, change):
                    yield self._life.clock.pause(1)
                    continue
                self._measure(source, target, change)
            way.changes.popleft()
        way.running = False

    def _is_applied(self, target: str, change: Change) -> bool:
        """Whether the other region has taken it: one that is throttled takes it later."""
        try:
            self._apply(target, change)
        except ClientError:
            return False
        return True

    def _apply(self, target: str, change: Change) -> None:
        """Write it, unless a later write was there before it."""
        place = (target, *change.name)
        if self._stamps.get(place, (0.0, 0, "")) > change.stamp:
            return
        client = self._life.client("dynamodb", target)
        self._applying = True
        try:
            if change.item is None:
                client.delete_item(TableName=change.table, Key=change.key)
            else:
                client.put_item(TableName=change.table, Item=change.item)
        finally:
            self._applying = False
        self._stamps[place] = change.stamp

    def _measure(self, source: str, target: str, change: Change) -> None:
        took = 1000 * (self._life.clock.moment.timestamp() - change.stamp[0])
        pairs = {"TableName": change.table, "ReceivingRegion": target}
        self._life.measure(source, "AWS/DynamoDB", "ReplicationLatency", pairs, took)
