"""On whose behalf calls to services are made: the role of the function that runs."""

from __future__ import annotations

from contextvars import ContextVar

_role: ContextVar[str | None] = ContextVar("role", default=None)


def current_role() -> str | None:
    """The ARN of the role of the function that is running; None where none is."""
    return _role.get()


def take_on(role: str) -> object:
    """Calls are made by this role from now on; what is given back ends it."""
    return _role.set(role)


def lay_down(token: object) -> None:
    """Calls are made by whoever made them before."""
    _role.reset(token)  # type: ignore[arg-type]
