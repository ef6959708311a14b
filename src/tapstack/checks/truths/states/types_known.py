"""STATES-007: A state has a type that the language knows."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.states.machine import MACHINE, State, of_states, value
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View

_TYPES = ("Task", "Pass", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map")


def _judge(state: State, _: View) -> Iterator[Fault]:
    """A fault for an unknown type."""
    kind = value(state.at["Type"])
    if kind not in _TYPES:
        yield Fault(
            state.at, f"The state {state.name} has the Type {kind or 'of no name'}, which is none of the language."
        )


TRUTH = Truth(
    id="STATES-007",
    title="A state has a type that the language knows",
    why="CreateStateMachine refuses the definition (SCHEMA_VALIDATION_FAILED).",
    fix="Use Task, Pass, Choice, Wait, Succeed, Fail, Parallel or Map, in this spelling.",
    source="Amazon States Language specification (https://states-language.net/spec.html), State types",
    about=(MACHINE,),
    judge=of_states(_judge),
)
