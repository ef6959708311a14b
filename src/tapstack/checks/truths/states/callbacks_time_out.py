"""STATES-023: A Task that waits for someone else has a timeout."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.states.integration import integration
from tapstack.checks.truths.states.machine import MACHINE, State, definition, of_states
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity


def _judge(state: State, _: View) -> Iterator[Fault]:
    """A fault for a callback, a job or an activity without any limit of time."""
    used = integration(state)
    waits = used.way == "waitForTaskToken" if used else ":activity:" in state.at["Resource"].pattern
    times = ("TimeoutSeconds", "TimeoutSecondsPath", "HeartbeatSeconds", "HeartbeatSecondsPath")
    whole = definition(state.at.item)
    if waits and not any(state.at.has(name) for name in times) and not (whole and whole.has("TimeoutSeconds")):
        yield Fault(state.at, f"The Task {state.name} waits for someone else without a timeout.")


TRUTH = Truth(
    id="STATES-023",
    title="A Task that waits for someone else has a timeout",
    why="Without TimeoutSeconds or HeartbeatSeconds it waits 99999999 seconds; a Standard execution ends after a"
    " year, and until then nothing is told to anybody.",
    fix="Give the state TimeoutSeconds or HeartbeatSeconds, or the machine TimeoutSeconds, and catch States.Timeout.",
    source="assumption: a wait without end is never meant (Step Functions Developer Guide, Best practices: use"
    " timeouts to avoid stuck executions)",
    about=(MACHINE,),
    judge=of_states(_judge, "Task"),
    severity=Severity.WARNING,
)
