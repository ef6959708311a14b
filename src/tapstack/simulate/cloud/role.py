"""On whose behalf calls to services are made: the role of the function that runs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_roles: list[tuple[str | None, str]] = []
"""The roles of the calls under way, and their sessions, the innermost last: functions run one at a time, and share
theirs with threads."""


def current_role() -> str | None:
    """The ARN of the role of the function that is running; None where none is."""
    return _roles[-1][0] if _roles and not is_looking() else None


def current_session() -> str:
    """The name of the role's session: for a function its name."""
    return _roles[-1][1] if _roles else "session"


@contextmanager
def acting_as(role: str, session: str = "session") -> Iterator[None]:
    """While calls are made by this role, in a session of this name."""
    _roles.append((role, session))
    try:
        yield
    finally:
        _roles.pop()


_thread = threading.local()


def is_looking() -> bool:
    """Whether calls are the simulation's own, which looks at the account: nobody's, not guarded, told to nobody."""
    return getattr(_thread, "looking", 0) > 0


@contextmanager
def looking() -> Iterator[None]:
    """While calls of this thread are the simulation's own."""
    _thread.looking = getattr(_thread, "looking", 0) + 1
    try:
        yield
    finally:
        _thread.looking -= 1


@contextmanager
def as_the_service() -> Iterator[None]:
    """While a service that answers a call looks for itself: nobody's role calls, whoever it was that called it."""
    _roles.append((None, ""))
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
