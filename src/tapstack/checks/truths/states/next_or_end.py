"""STATES-006: A state has End or Next as its type asks."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.states.machine import MACHINE, State, of_states
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View

_NEITHER = ("Choice", "Succeed", "Fail")
_EITHER = ("Task", "Pass", "Wait", "Parallel", "Map")


def _judge(state: State, _: View) -> Iterator[Fault]:
    """A fault for a state that says too much or too little of what follows."""
    said = [name for name in ("Next", "End") if state.at.has(name)]
    if state.kind in _NEITHER and said:
        yield Fault(state.at[said[0]], f"The {state.kind} state {state.name} has {said[0]}.")
    elif state.kind in _EITHER and len(said) != 1:
        yield Fault(state.at, f"The state {state.name} has {' and '.join(said) or 'neither Next nor End'}.")
    elif "End" in said and not state.at["End"].flag:
        yield Fault(state.at["End"], f"End of the state {state.name} is {state.at['End'].shown}, not true.")


TRUTH = Truth(
    id="STATES-006",
    title="A state has End or Next as its type asks",
    why="CreateStateMachine refuses a state that says both, neither, or what its type cannot say"
    " (SCHEMA_VALIDATION_FAILED).",
    fix="Task, Pass, Wait, Parallel and Map: either Next or End: true. Choice: neither, but Choices and Default."
    " Succeed and Fail: neither.",
    source="Amazon States Language specification (https://states-language.net/spec.html), States; resource schema of"
    " the definition in cfn-lint (E3601)",
    about=(MACHINE,),
    judge=of_states(_judge),
)
