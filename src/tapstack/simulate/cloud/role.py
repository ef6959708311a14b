"""On whose behalf calls to services are made: the role of the function that runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

_roles: list[str | None] = []
"""The roles of the calls under way, the innermost last: functions run one at a time, and share theirs with threads."""


def current_role() -> str | None:
    """The ARN of the role of the function that is running; None where none is."""
    return _roles[-1] if _roles else None


@contextmanager
def acting_as(role: str) -> Iterator[None]:
    """While calls are made by this role."""
    _roles.append(role)
    try:
        yield
    finally:
        _roles.pop()


@contextmanager
def as_the_service() -> Iterator[None]:
    """While a service that answers a call looks for itself: nobody's role calls, whoever it was that called it."""
    _roles.append(None)
    try:
        yield
    finally:
        _roles.pop()


_passing: list[Callable[[float], None]] = []
"""What lets simulated time pass for the calls under way, the innermost last."""


def let_pass(seconds: float) -> None:
    """Time passes in whatever calls a service now: a function's own time; none where no function runs."""
    if _passing:
        _passing[-1](seconds)


@contextmanager
def taking(passing: Callable[[float], None]) -> Iterator[None]:
    """While the time that calls take passes so."""
    _passing.append(passing)
    try:
        yield
    finally:
        _passing.pop()
