"""What one invocation has before it, and how much of its time is left."""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from parts.items import Key
from parts.stream_records import Json
from parts.trade_documents import Reason
from parts.trades import Trade

REST = 20_000  # ms that are left for dead letters
T = TypeVar("T")
Refusal = tuple[Json, Reason, str]  # the record, why, and more of why


@dataclass
class Batch:
    """One invocation: where to, and what became of the records so far."""

    table: str
    queue: str
    bucket: str
    context: Any
    counts: Counter[str] = field(default_factory=Counter)
    pending: dict[Key, list[Trade]] = field(default_factory=dict)  # versions, the newest last, of equal ones the first
    refused: list[Refusal] = field(default_factory=list)

    def has(self, milliseconds: int) -> bool:
        """Whether so much of the invocation's time is left."""
        return bool(self.context.get_remaining_time_in_millis() > milliseconds)

    def while_time(self, milliseconds: int, things: Iterable[T]) -> Iterator[T]:
        """The things, one by one, while so much time is left."""
        return itertools.takewhile(lambda _: self.has(milliseconds), things)
