"""STATES-005: from every state a way leads to an end."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.states.machine import MACHINE, Scope, of_scopes, value
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View


def _judge(scope: Scope, _: View) -> Iterator[Fault]:
    """A fault for each state from which no end is reached."""
    ends = {name for name, state in scope.states.items() if state.kind in {"Succeed", "Fail"} or state.at["End"].flag}
    ways = {name: {value(target) for target in state.targets} for name, state in scope.states.items()}
    good = set(ends)
    while more := {name for name, ahead in ways.items() if name not in good and ahead & good}:
        good |= more
    dangling = {name for name, ahead in ways.items() if not ahead <= scope.states.keys() or not (ahead or name in ends)}
    if dangling or not scope.at.has("States"):
        return
    if not ends:
        yield Fault(scope.at["States"], "No state ends: none has End, and none is Succeed or Fail.")
    else:
        yield from (
            Fault(scope.states[name].at, f"From {name} no way leads to an end.") for name in ways if name not in good
        )


TRUTH = Truth(
    id="STATES-005",
    title="From every state a way leads to an end",
    why="CreateStateMachine refuses a scope without any terminal state; a loop without an exit runs until the"
    " history has 25,000 events, and the execution fails.",
    fix="Give a state End: true, or let a Choice or Catch lead to a Succeed, Fail or ending state.",
    source="floci-io/floci#2786, which lists what CreateStateMachine refuses (no terminal state); Step Functions"
    " quotas: 25,000 events in an execution's history",
    about=(MACHINE,),
    judge=of_scopes(_judge),
)
