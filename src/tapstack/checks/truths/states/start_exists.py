"""STATES-002: startAt names a state of its own scope."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.states.machine import MACHINE, Scope, of_scopes, value
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View


def _judge(scope: Scope, _: View) -> Iterator[Fault]:
    """A fault where no state beside it has that name."""
    start = scope.at["StartAt"]
    if start.given and scope.at.has("States") and value(start) not in scope.states:
        yield Fault(start, f"StartAt is {start.shown}, which is no state of its States.")


TRUTH = Truth(
    id="STATES-002",
    title="StartAt names a state of its own scope",
    why="CreateStateMachine refuses a machine, branch or item processor that begins nowhere"
    " (MISSING_TRANSITION_TARGET).",
    fix="Write the exact name of a state that stands in States beside it.",
    source="floci-io/floci#2786, which lists what CreateStateMachine refuses; Amazon States Language specification"
    " (https://states-language.net/spec.html), Top-level fields",
    about=(MACHINE,),
    judge=of_scopes(_judge),
)
