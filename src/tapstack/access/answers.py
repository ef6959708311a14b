"""What policies answer to a request, in words: allowed, denied or not known, why, and which statement says so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tapstack.access.decide import weigh
from tapstack.access.documents import Part, Statement, Unread
from tapstack.access.names import World
from tapstack.access.reasons import reason
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
    if allowed is None:
        return Answer(None, reason(part, request, world), part)
    return Answer(allowed, f"{part.at.label} {'allows' if allowed else 'refuses'} it", part)
