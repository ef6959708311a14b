"""STATES-010: A Wait state waits for exactly one thing."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.states.machine import MACHINE, State, of_states
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View

_TIMES = ("Seconds", "Timestamp", "SecondsPath", "TimestampPath")


def _judge(state: State, _: View) -> Iterator[Fault]:
    """A fault for none or several times, and for one that lies in the past of every clock."""
    given = [name for name in _TIMES if state.at.has(name)]
    if len(given) != 1:
        yield Fault(state.at, f"The Wait {state.name} has {' and '.join(given) or 'no time'}; it must have one.")
    elif given == ["Seconds"] and state.language == "JSONPath":
        seconds = state.at["Seconds"].number
        if not 0 <= seconds <= 99_999_999:
            yield Fault(state.at["Seconds"], f"The Wait {state.name} waits {seconds:g} seconds; 0 to 99999999 can be.")


TRUTH = Truth(
    id="STATES-010",
    title="A Wait state waits for exactly one thing",
    why="CreateStateMachine refuses a Wait with none or several of its times (SCHEMA_VALIDATION_FAILED).",
    fix="Keep one of Seconds, Timestamp, SecondsPath and TimestampPath.",
    source="Amazon States Language specification (https://states-language.net/spec.html), Wait state",
    about=(MACHINE,),
    judge=of_states(_judge, "Wait"),
)
