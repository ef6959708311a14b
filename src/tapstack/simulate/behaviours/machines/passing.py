"""States that have no result of their own: Succeed, Fail, Choice, Wait.

Source: Amazon States Language specification; Step Functions Developer Guide, "Wait workflow state" (99,999,999 seconds
at most).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from tapstack.simulate.behaviours.machines.choices import chosen
from tapstack.simulate.behaviours.machines.failure import NO_CHOICE, RUNTIME, StateError
from tapstack.simulate.behaviours.machines.paths import value_at

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.machines.templates import Look

MOST_SECONDS = 99_999_999


class Passed(NamedTuple):
    """So many seconds pass, and then another state follows: its Next where none is named."""

    seconds: float = 0.0
    following: str | None = None


def following(name: str, state: Mapping[str, Any], data: Any, context: Any) -> str:
    """The state that a Choice leads to. Raises StateError where none is."""
    place = chosen(state["Choices"], data, context) or state.get("Default")
    if place is None:
        raise StateError(NO_CHOICE, f"No rule of {name} matches, and it has no Default.")
    return str(place)


def failure(state: Mapping[str, Any], look: Look) -> StateError:
    """The error of a Fail state. Raises StateError where a path leads to no text."""
    return StateError(_said(state, "Error", look), _said(state, "Cause", look))


def _said(state: Mapping[str, Any], name: str, look: Look) -> str:
    value = look(state[f"{name}Path"]) if f"{name}Path" in state else state.get(name, "")
    if not isinstance(value, str):
        raise StateError(RUNTIME, f"{name}Path leads to {value!r}, which is no text")
    return value


def seconds(state: Mapping[str, Any], data: Any, context: Any, now: datetime) -> float:
    """How long a Wait state waits. Raises StateError for what is no number of seconds, and no time."""
    for name in ("Seconds", "Timestamp"):
        if name in state or f"{name}Path" in state:
            value = state[name] if name in state else value_at(state[f"{name}Path"], data, context)
            return whole(value, name, 0) if name == "Seconds" else max(0.0, (_time(value) - now).total_seconds())
    raise StateError(RUNTIME, "a Wait state waits for nothing")


def whole(value: Any, what: str, least: int = 1) -> float:
    """A number of seconds, as a whole number from ``least`` on. Raises StateError."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise StateError(RUNTIME, f"The {what} parameter must be an integer, and is {value!r}")
    if not least <= value <= MOST_SECONDS:
        raise StateError(RUNTIME, f"The {what} parameter must be from {least} to {MOST_SECONDS}, and is {value!r}")
    return float(value)


def _time(value: Any) -> datetime:
    """Source: the specification's "Timestamps", RFC 3339 with a capital T and, in place of an offset, a capital Z."""
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        found = None
    if found is None or found.tzinfo is None:
        raise StateError(RUNTIME, f"The Timestamp parameter is not a valid timestamp: {value!r}")
    return found.astimezone(UTC)
