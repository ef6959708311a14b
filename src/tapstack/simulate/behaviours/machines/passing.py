"""States that have no result of their own: Succeed, Fail, Choice, Wait."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from tapstack.simulate.behaviours.machines.choices import chosen
from tapstack.simulate.behaviours.machines.failure import RUNTIME, StateError
from tapstack.simulate.behaviours.machines.paths import value_at

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.machines.templates import Look


class Passed(NamedTuple):
    """So many seconds pass, and then another state follows: its Next where none is named."""

    seconds: float = 0.0
    following: str | None = None


def following(name: str, state: Mapping[str, Any], data: Any, context: Any) -> str:
    """The state that a Choice leads to. Raises StateError where none is."""
    place = chosen(state["Choices"], data, context) or state.get("Default")
    if place is None:
        raise StateError("States.NoChoiceMatched", f"No rule of {name} matches, and it has no Default.")
    return str(place)


def failure(state: Mapping[str, Any], look: Look) -> StateError:
    """The error of a Fail state."""
    error, cause = (
        str(look(state[f"{name}Path"])) if f"{name}Path" in state else str(state.get(name, ""))
        for name in ("Error", "Cause")
    )
    return StateError(error, cause)


def seconds(state: Mapping[str, Any], data: Any, context: Any, now: datetime) -> float:
    """How long a Wait state waits."""
    for name in ("Seconds", "Timestamp"):
        if name in state or f"{name}Path" in state:
            value = state[name] if name in state else value_at(state[f"{name}Path"], data, context)
            if name == "Seconds":
                return float(value)
            return max(0.0, (datetime.fromisoformat(value) - now.astimezone(UTC)).total_seconds())
    raise StateError(RUNTIME, "a Wait state waits for nothing")
