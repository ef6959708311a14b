"""STATES-011: A heartbeat comes more often than the timeout."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.states.machine import MACHINE, State, of_states
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View


def _judge(state: State, _: View) -> Iterator[Fault]:
    """A fault for a heartbeat that comes too late, and for a time that is said twice."""
    for name in ("TimeoutSeconds", "HeartbeatSeconds"):
        if state.at.has(name) and state.at.has(f"{name}Path"):
            yield Fault(state.at[name], f"The state {state.name} has {name} and {name}Path.")
    beat, limit = state.at["HeartbeatSeconds"], state.at["TimeoutSeconds"]
    for place in (beat, limit):
        if place.given and place.number <= 0:
            yield Fault(place, f"The state {state.name} has {place.shown} seconds; it must be more than 0.")
    if beat.given and limit.given and beat.number >= limit.number:
        yield Fault(beat, f"The state {state.name} beats every {beat.shown} s and times out after {limit.shown} s.")


TRUTH = Truth(
    id="STATES-011",
    title="A heartbeat comes more often than the timeout",
    why="CreateStateMachine refuses HeartbeatSeconds that are not less than TimeoutSeconds.",
    fix="Make HeartbeatSeconds less than TimeoutSeconds; give each of them once, as a number or as a path.",
    source="Amazon States Language specification (https://states-language.net/spec.html), Task state, Timeouts"
    " (HeartbeatSeconds must be smaller than TimeoutSeconds)",
    about=(MACHINE,),
    judge=of_states(_judge, "Task"),
)
