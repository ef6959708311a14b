"""One order of records: those of a shard that share a place among its parallel batches.

Source: https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html and .../kinesis-on-failure: batches,
windows, retries, halves, ages and partial answers. How long Lambda waits between attempts is an assumption, and so is
that a batch whose very first record is told as failed is halved like one that failed as a whole. The 6 MB of an
invocation, and what a stream forgets after its retention, are not simulated.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from tapstack.simulate.behaviours.streams.failed import Ended, left_over, tell_failure
from tapstack.simulate.behaviours.streams.mapping import FOR_EVER

if TYPE_CHECKING:
    import simpy

    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.behaviours.streams.mapping import EventSourceMapping
    from tapstack.simulate.behaviours.streams.records import Record
    from tapstack.simulate.clock import Steps

POLL = 0.5
"""Seconds until a record is read where there is no window: an assumption; Lambda polls once a second."""
LONGEST_PAUSE = 60.0
BLOCKED = 60.0
"""Seconds until a stream that could not be read is tried again: an assumption."""


class Lane:
    """Records in order, and the one batch of them that is being processed."""

    def __init__(self, life: Life, mapping: EventSourceMapping) -> None:
        self._life = life
        self._mapping = mapping
        self.waiting: deque[Record] = deque()
        self.running = False
        self._full: simpy.Event | None = None

    def add(self, record: Record) -> None:
        """One record more."""
        self.waiting.append(record)
        if self._full is not None and len(self.waiting) >= self._mapping.batch_size:
            self._full.succeed()
            self._full = None
        self.wake()

    def wake(self) -> None:
        """Go on, if there is anything to do."""
        if self.waiting and not self.running and self._mapping.is_enabled:
            self.running = True
            self._life.begin(self._run())

    @property
    def behind(self) -> float:
        """Seconds since the oldest record that waits has arrived; 0 where none does."""
        return max(0.0, self._life.clock.moment.timestamp() - self.waiting[0].arrived) if self.waiting else 0.0

    def _run(self) -> Steps[None]:
        while self.waiting and self._mapping.is_enabled:
            if len(self.waiting) < self._mapping.batch_size:
                self._full = self._life.clock.env.event()
                yield self._life.clock.pause(self._mapping.window or POLL) | self._full
                self._full = None
            yield self._life.outages.back(self._mapping.region)
            if why := self._life.mappings.obstacle(self._mapping):
                self._mapping.result = f"PROBLEM: {why}"
                yield self._life.clock.pause(BLOCKED)
                continue
            yield from self._process()
        self.running = False

    def _process(self) -> Steps[None]:
        """One batch, until every record of it is through or given up."""
        size = min(len(self.waiting), self._mapping.batch_size)
        parts = deque([[self.waiting[place] for place in range(size)]])
        attempt = 0
        while parts and self._mapping.is_enabled:
            yield self._life.outages.back(self._mapping.region)
            part = parts.popleft()
            if self._expired(part[0]):
                self._give_up(part[:1], Ended.AGE, attempt)
                parts.extendleft([part[1:]] if part[1:] else [])
                continue
            left = yield from self._call(part)
            self._pass(len(part) - len(left))
            if not left:
                attempt = 0
                continue
            again, attempt = self._again(part, left, attempt)
            if attempt > self._mapping.attempts != FOR_EVER:
                yield self._life.outages.back(self._mapping.region)
                self._give_up(left, Ended.ATTEMPTS, attempt)
                attempt = 0
                continue
            parts.extendleft(reversed(again))
            yield self._life.clock.pause(min(2.0 ** min(attempt, 6), LONGEST_PAUSE))

    def _again(self, part: list[Record], left: list[Record], attempt: int) -> tuple[list[list[Record]], int]:
        """What is tried next, and as which attempt: what got further, and a half, begins anew."""
        if len(left) < len(part):
            return [left], 1
        if self._mapping.bisects and len(left) > 1:
            half = len(left) // 2
            return [left[:half], left[half:]], attempt
        return [left], attempt + 1

    def _call(self, part: list[Record]) -> Steps[list[Record]]:
        """The records that must come again."""
        age = 1000 * max(0.0, self._life.clock.moment.timestamp() - part[-1].arrived)
        function = self._life.functions.find(self._mapping.function)
        self._life.functions.count(function, "IteratorAge", age)
        event = {"Records": [record.handed(function.role) for record in part]}
        answer = yield from self._life.functions.call(self._mapping.function, event)
        left = left_over(part, answer, items=self._mapping.answers_items)
        self._mapping.result = "PROBLEM: Function call failed" if answer.fault else "OK"
        if not left:
            yield from self._life.mappings.repeated(self._mapping, event)
        return left

    def _expired(self, record: Record) -> bool:
        age, now = self._mapping.record_age, self._life.clock.moment.timestamp()
        return age != FOR_EVER and now - record.arrived > age

    def _give_up(self, part: list[Record], why: Ended, attempt: int) -> None:
        tell_failure(self._life, self._mapping, part, why, attempt)
        self._pass(len(part))

    def _pass(self, many: int) -> None:
        """So many records are through."""
        for _ in range(many):
            self.waiting.popleft()
