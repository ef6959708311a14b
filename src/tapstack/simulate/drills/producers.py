"""Producers: they ask which region is active, write trades into its stream, and keep what was not taken."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from tapstack.simulate.behaviours.naming import Resolver
from tapstack.simulate.drills.object_writer import OBJECTS, UNREACHED, ObjectWriter, Refusals

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.clock import Steps
    from tapstack.simulate.drills.platform import Platform

RATE, PAUSE, SYMBOLS = 3, 10.0, 3
"""Trades at once, seconds between, and how many symbols: far below the real load, which arithmetic judges."""
_MOST = 500  # records of one PutRecords


@dataclass
class Trade:
    """``made`` and ``taken`` are times of the simulation; ``regions`` are where streams have taken it."""

    id: str
    timestamp: int
    made: float
    document: dict[str, Any]
    regions: list[str] = field(default_factory=list)
    taken: float = -1.0


class Producers:
    """``objects`` write beside the trades.

    ``resend``: when the active region changes, what was taken in so many seconds before the last is sent again.
    """

    def __init__(self, life: Life, platform: Platform, *, resend: float = 0.0) -> None:
        self._life = life
        self._platform = platform
        self._resolver = Resolver(life)
        self.resend = resend
        self.turned_at = 0.0
        self._waiting: deque[Trade] = deque()
        self.region = ""
        self._on = False
        self._refused = Refusals(life)
        self.objects = ObjectWriter(life, platform.buckets, self._refused)
        self.trades: dict[str, Trade] = {}
        self.resent: list[str] = []

    def begin(self) -> None:
        """Produce from now on."""
        self._on = True
        self._life.begin(self._produce())
        if self._platform.buckets:
            self._life.begin(self._write_objects())

    def end(self) -> None:
        """Produce nothing more."""
        self._on = False

    @property
    def unsent(self) -> list[Trade]:
        """What no stream has taken yet."""
        return list(self._waiting)

    @property
    def longest_wait(self) -> float:
        """Seconds from when a trade was made to when a stream took it, at the most; 0 when none was taken."""
        return max((trade.taken - trade.made for trade in self.trades.values() if trade.regions), default=0.0)

    def write(self, many: int = RATE, **changed: Any) -> list[Trade]:
        """New trades, to be sent next; ``changed`` are members of theirs."""
        made = [self._trade(changed) for _ in range(many)]
        self._waiting.extend(made)
        return made

    def put_beside(self, client: Any, stream: str, document: dict[str, Any]) -> None:
        """A record that is sent by itself, beside what waits: another version of a trade, or the same again."""
        client.put_record(
            StreamName=stream, Data=json.dumps(document).encode(), PartitionKey=str(document.get("symbol", "none"))
        )

    def _trade(self, changed: dict[str, Any]) -> Trade:
        number = len(self.trades) + 1
        now = int(self._life.clock.moment.timestamp() * 1000)
        symbol = f"SYM{number % SYMBOLS}"
        name = f"T{number:06}"
        about = {"tradeId": name, "timestamp": now, "symbol": symbol, "price": 100 + number % 7, "quantity": 1}
        trade = Trade(name, now, self._life.clock.seconds, {**about, **changed})
        self.trades[name] = trade
        return trade

    def _produce(self) -> Steps[None]:
        while self._on:
            self.write()
            self.send()
            yield self._life.clock.pause(PAUSE)

    def _write_objects(self) -> Steps[None]:
        while self._on:
            yield self._life.clock.pause(OBJECTS)
            self.objects.write(self.region)

    def send(self) -> None:
        """Send what waits to the region that the name says is active, as long as that takes it."""
        values = self._resolver.ask(self._platform.zone_name)
        region = values[0] if values else self.region
        if region != self.region:
            self._turn(region)
        while self._waiting and self._put(
            region, [self._waiting[place] for place in range(min(len(self._waiting), _MOST))]
        ):
            pass

    def _turn(self, region: str) -> None:
        """Another region is active."""
        self._life.timeline.note("producers", f"write to {region}")
        now, last = self._life.clock.seconds, max((trade.taken for trade in self.trades.values()), default=0.0)
        if self.region and self.resend:
            late = [trade for trade in self.trades.values() if trade.taken >= last - self.resend and trade.regions]
            self.resent += [trade.id for trade in late]
            self._waiting.extendleft(reversed(late))
        self.region = region
        self.turned_at = now

    def _put(self, region: str, batch: list[Trade]) -> bool:
        """Whether all of a batch was taken; what was not waits on, in its order."""
        entries = [
            {"Data": json.dumps(trade.document).encode(), "PartitionKey": str(trade.document.get("symbol") or trade.id)}
            for trade in batch
        ]
        client = self._life.client("kinesis", region)
        try:
            answer = client.put_records(StreamName=self._platform.streams[region], Records=entries)
        except UNREACHED:
            return False
        except ClientError as error:
            self._refused.tell(region, error)
            return False
        left = []
        for trade, result in zip(batch, answer["Records"], strict=True):
            self._waiting.popleft()
            if "ErrorCode" in result:
                left.append(trade)
                continue
            trade.regions.append(region)
            trade.taken = self._life.clock.seconds
        self._waiting.extendleft(reversed(left))
        return not left
