"""STATES-003: every Next, Default and Catch names a state of the same scope."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.states.machine import MACHINE, State, of_states, value
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View


def _judge(state: State, _: View) -> Iterator[Fault]:
    """A fault for each target that its scope does not have."""
    for target in state.targets:
        if value(target) not in state.scope.states:
            yield Fault(target, f"State {state.name} goes to {target.shown}, which is no state of its scope.")


TRUTH = Truth(
    id="STATES-003",
    title="Every Next, Default and Catch names a state of the same scope",
    why="CreateStateMachine answers MISSING_TRANSITION_TARGET: missing Next target, and the stack fails.",
    fix="Name a state of the same States; a branch or an item processor cannot leave its own.",
    source="localstack/localstack#12487, which quotes AWS's answer to CreateStateMachine (MISSING_TRANSITION_TARGET)",
    about=(MACHINE,),
    judge=of_states(_judge),
)
