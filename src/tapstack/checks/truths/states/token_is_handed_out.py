"""STATES-017: A Task that waits for a token hands it out."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.states.integration import integration
from tapstack.checks.truths.states.machine import MACHINE, State, of_states
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View


def _judge(state: State, _: View) -> Iterator[Fault]:
    """A fault where the token occurs nowhere in what the task is given."""
    used = integration(state)
    if used is None or used.way != "waitForTaskToken":
        return
    given = state.at["Arguments" if state.language == "JSONata" else "Parameters"]
    whole = ("$$", "$states.context", "$$.Task", "$states.context.Task", "$states")
    texts = [place.pattern for place in given.walk()]
    if not any("Task.Token" in text or text.strip("{}% ") in whole for text in texts):
        yield Fault(
            given if given.given else state.at, f"The Task {state.name} waits for a token that it hands to nobody."
        )


TRUTH = Truth(
    id="STATES-017",
    title="A Task that waits for a token hands it out",
    why="Nobody can answer without the token: the state waits until its timeout, a year by default. AWS refuses some"
    " at creation.",
    fix="Put $$.Task.Token into Parameters (JSONPath), or $states.context.Task.Token into Arguments (JSONata).",
    source="Step Functions Developer Guide, Wait for a callback with task token; aws/aws-cdk#9292",
    about=(MACHINE,),
    judge=of_states(_judge, "Task"),
    later=True,
)
