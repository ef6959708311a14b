"""What policies answer to a request, in words: allowed, denied or not known, why, and which statement says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tapstack.access.conditions import Condition
from tapstack.access.decide import asked, weigh
from tapstack.access.documents import Part, Statement, Unread
from tapstack.access.names import World
from tapstack.access.request import Request
from tapstack.template.logic import Truth

_WORDS = {True: "allowed", False: "denied", None: "not known"}


class Answer(NamedTuple):
    """``allowed`` is None where it is not known.

    ``statement`` is the one that decides, or that leaves it open; None where nothing allows the request, or where what
    leaves it open could not be read. What it says as it is written is ``statement.at.raw``.
    """

    allowed: Truth
    reason: str
    statement: Statement | None

    @property
    def verdict(self) -> str:
        """``allowed``, ``denied`` or ``not known``."""
        return _WORDS[self.allowed]


def answer(parts: Iterable[Part], request: Request, world: World) -> Answer:
    """What the statements of all policies together say to a request."""
    allowed, part = weigh(parts, request, world)
    if part is None:
        return Answer(allowed, "no statement allows it", None)
    if isinstance(part, Unread):
        return Answer(allowed, part.why, None)
    return Answer(allowed, _reason(allowed, part, request, world), part)


def _reason(allowed: Truth, statement: Statement, request: Request, world: World) -> str:
    place = statement.at.label
    if allowed is not None:
        return f"{place} {'allows' if allowed else 'refuses'} it"
    return f"whether {place} applies is not known, for its {', '.join(_open(statement, request, world))}"


def _open(statement: Statement, request: Request, world: World) -> Iterator[str]:
    """What of a statement leaves it open whether it applies."""
    for what, truth in asked(statement, request, world):
        if truth is None:
            yield f"{what.operator} on {what.key}" if isinstance(what, Condition) else what
