"""STATES-004: every state can be reached from StartAt."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.states.machine import MACHINE, Scope, of_scopes, value
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View


def _judge(scope: Scope, _: View) -> Iterator[Fault]:
    """A fault for each state that no way leads to; none where the start is missing, which is another fault."""
    start = value(scope.at["StartAt"])
    if start not in scope.states:
        return
    reached = {start}
    pending = [start]
    while pending:
        for target in scope.states[pending.pop()].targets:
            name = value(target)
            if name in scope.states and name not in reached:
                reached.add(name)
                pending.append(name)
    for name, state in scope.states.items():
        if name not in reached:
            yield Fault(state.at, f"No way leads from StartAt to the state {name}.")


TRUTH = Truth(
    id="STATES-004",
    title="Every state can be reached from StartAt",
    why="CreateStateMachine answers MISSING_TRANSITION_TARGET: the state is not reachable, and the stack fails.",
    fix="Let a Next, Default, Choice or Catch lead to the state, or take it out.",
    source="localstack/localstack#12487, which quotes AWS's answer to CreateStateMachine (MISSING_TRANSITION_TARGET)",
    about=(MACHINE,),
    judge=of_scopes(_judge),
)
