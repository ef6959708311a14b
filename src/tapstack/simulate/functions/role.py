"""On whose behalf calls to services are made: the role of the function that runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

_roles: list[str] = []
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
