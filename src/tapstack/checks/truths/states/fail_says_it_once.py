"""STATES-025: A Fail state says its error and its cause once each."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.states.machine import MACHINE, State, of_states
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View


def _judge(state: State, _: View) -> Iterator[Fault]:
    """A fault for each that is said twice."""
    for name in ("Error", "Cause"):
        if state.at.has(name) and state.at.has(f"{name}Path"):
            yield Fault(state.at, f"The Fail state {state.name} has {name} and {name}Path.")


TRUTH = Truth(
    id="STATES-025",
    title="A Fail state says its error and its cause once each",
    why="CreateStateMachine refuses both a text and a path for the same (SCHEMA_VALIDATION_FAILED).",
    fix="Keep Error or ErrorPath, and Cause or CausePath.",
    source="Amazon States Language specification (https://states-language.net/spec.html), Fail state",
    about=(MACHINE,),
    judge=of_states(_judge, "Fail"),
)
