"""Event source mappings of streams: who reads which, and how far.

Source: https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html. A shard's records are divided among its
parallel batches by their partition keys; by which hash is not told, and does not matter.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.epoch import epoch
from tapstack.simulate.behaviours.streams.lane import Lane
from tapstack.simulate.behaviours.streams.mapping import EventSourceMapping
from tapstack.simulate.resources import RefusedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.behaviours.streams.records import Record
    from tapstack.simulate.clock import Steps
    from tapstack.simulate.cloud.calls import Call

MINUTE = 60


class Mappings:
    """Faults: ``repeat`` batches are handed over a second time. ``lost`` are records given up and told to nobody."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self._lanes: dict[str, dict[tuple[str, int], Lane]] = {}
        self.mappings: dict[str, EventSourceMapping] = {}
        self.repeat = 0
        self.lost: list[Record] = []
        for operation in ("Create", "Update"):
            life.cloud.calls.watch(f"lambda:{operation}EventSourceMapping", self._set)
        life.cloud.calls.watch("lambda:DeleteEventSourceMapping", self._end)
        for operation in ("Get", "Update"):
            life.cloud.calls.amend(f"lambda:{operation}EventSourceMapping", self._tell_result)
        life.sources.listeners.append(self._arrived)
        life.begin(self._measure())

    def of(self, source: str) -> Iterator[EventSourceMapping]:
        """The mappings of a stream."""
        return (mapping for mapping in self.mappings.values() if mapping.source == source)

    def waiting(self, mapping: EventSourceMapping) -> list[Record]:
        """The records that came and are not through."""
        return [record for lane in self._lanes[mapping.id].values() for record in lane.waiting]

    def behind(self, mapping: EventSourceMapping) -> float:
        """Seconds since the oldest record that waits has arrived."""
        return max((lane.behind for lane in self._lanes[mapping.id].values()), default=0.0)

    def obstacle(self, mapping: EventSourceMapping) -> str:
        """Why a stream cannot be read; empty where it can."""
        try:
            role = self._life.functions.find(mapping.function).role
        except RefusedError as error:
            return str(error)
        service, action = (
            ("kinesis", "kinesis:GetRecords") if ":kinesis:" in mapping.source else ("dynamodb", "dynamodb:GetRecords")
        )
        refused = self._life.permissions.refusal(role, action, mapping.source, region=mapping.region)
        return refused or self._life.keys.obstacle(mapping.region, service, mapping.source)

    def repeated(self, mapping: EventSourceMapping, event: Mapping[str, Any]) -> Steps[None]:
        """A batch that was through is handed over again, if that fault is put in: its checkpoint was lost."""
        if self.repeat > 0:
            self.repeat -= 1
            yield from self._life.functions.call(mapping.function, event)

    def _set(self, call: Call, answer: Mapping[str, Any]) -> None:
        """A mapping is made, or changed."""
        told = dict(answer)
        made = EventSourceMapping(call.region, told)
        made.check()
        known = self.mappings.get(told["UUID"])
        if known is not None:
            known.told = told
            for lane in self._lanes[known.id].values():
                lane.wake()
            return
        self.mappings[made.id] = made
        self._lanes[made.id] = {}
        since = _since(call.params)
        for record in self._life.sources.held(made.source):
            if record.arrived >= since:
                self._lane(made, record).add(record)

    def _tell_result(self, call: Call, answer: dict[str, Any]) -> None:
        """Moto does not know how it went."""
        del call
        if answer["UUID"] in self.mappings:
            answer["LastProcessingResult"] = self.mappings[answer["UUID"]].result

    def _end(self, call: Call, answer: Mapping[str, Any]) -> None:
        """A mapping is gone; what it has not read, it never will."""
        gone = self.mappings.pop(call.params["UUID"], None)
        if gone is not None:
            gone.told["State"] = "Deleting"
            del self._lanes[gone.id]
        del answer

    def _arrived(self, record: Record) -> None:
        for mapping in self.of(record.stream):
            self._lane(mapping, record).add(record)

    def _lane(self, mapping: EventSourceMapping, record: Record) -> Lane:
        place = (record.shard, zlib.crc32(record.key.encode()) % mapping.lanes)
        return self._lanes[mapping.id].setdefault(place, Lane(self._life, mapping))

    def _measure(self) -> Steps[None]:
        """How old what is read of each stream is, every minute, as long as anybody reads."""
        while True:
            yield self._life.clock.pause(MINUTE)
            if self._life.quiet:
                continue
            for mapping in self.mappings.values():
                if (
                    ":kinesis:" in mapping.source
                    and mapping.is_enabled
                    and not self._life.outages.is_out(mapping.region)
                ):
                    self._life.measure(
                        mapping.region,
                        "AWS/Kinesis",
                        "GetRecords.IteratorAgeMilliseconds",
                        {"StreamName": mapping.source.rpartition("/")[2]},
                        1000 * self.behind(mapping),
                    )


def _since(params: Mapping[str, Any]) -> float:
    """The seconds since 1970 from which on the stream is read, by what CreateEventSourceMapping was given."""
    match params.get("StartingPosition", "TRIM_HORIZON"):
        case "TRIM_HORIZON":
            return 0.0
        case "AT_TIMESTAMP":
            return epoch(params["StartingPositionTimestamp"])
    return math.inf
