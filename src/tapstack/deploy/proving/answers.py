"""What a question comes to: a verdict with what was asked for and what was told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from tapstack.findings import Status

if TYPE_CHECKING:
    from tapstack.deploy.proving.asked import Asked
    from tapstack.findings import Check


class Answer(NamedTuple):
    """``message`` says what AWS told, in a PASS too: it is the evidence."""

    status: Status
    message: str


class Question(NamedTuple):
    """``ask`` gives one answer or more; what it raises becomes one: see ``tapstack.deploy.proving.run``."""

    check: Check
    ask: Callable[[Asked], Iterator[Answer]]


def judged(right: bool, message: str) -> Answer:
    """PASS or FAIL."""
    return Answer(Status.PASS if right else Status.FAIL, message)


def passed(message: str) -> Answer:
    """It is as it should be."""
    return Answer(Status.PASS, message)


def failed(message: str) -> Answer:
    """It is not."""
    return Answer(Status.FAIL, message)


def open_(message: str) -> Answer:
    """Nobody can say yet, or nobody lets us ask."""
    return Answer(Status.UNKNOWN, message)


def nothing(message: str) -> Answer:
    """There is nothing to ask."""
    return Answer(Status.SKIP, message)
