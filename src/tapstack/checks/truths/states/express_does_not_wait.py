"""STATES-018: an Express workflow waits for no job, token or activity, and has no distributed Map."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.states.integration import integration
from tapstack.checks.truths.states.machine import MACHINE, State, of_states
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View


def _judge(state: State, _: View) -> Iterator[Fault]:
    """A fault for what only a Standard workflow can do."""
    if not state.at.item["StateMachineType"].equals("EXPRESS"):
        return
    if state.kind == "Task":
        used = integration(state)
        if used and used.way:
            yield Fault(state.at["Resource"], f"{state.name} waits with .{used.way} in an Express workflow.")
        elif used is None and ":activity:" in state.at["Resource"].pattern:
            yield Fault(state.at["Resource"], f"{state.name} waits for an activity in an Express workflow.")
    elif state.kind == "Map" and state.at["ItemProcessor.ProcessorConfig.Mode"].equals("DISTRIBUTED"):
        yield Fault(state.at["ItemProcessor"], f"{state.name} is a distributed Map in an Express workflow.")
    elif state.kind == "Wait" and state.at.has("Seconds") and state.at["Seconds"].number > 300:
        yield Fault(
            state.at["Seconds"], f"{state.name} waits {state.at['Seconds'].shown} s; an Express workflow has 300."
        )


TRUTH = Truth(
    id="STATES-018",
    title="An Express workflow waits for no job, token or activity, and has no distributed Map",
    why="CreateStateMachine refuses .sync, .waitForTaskToken, activities and distributed Maps in an Express"
    " workflow; it ends after five minutes.",
    fix="Make the machine STANDARD, or start the work without waiting for it.",
    source="Step Functions Developer Guide"
    " (https://docs.aws.amazon.com/step-functions/latest/dg/concepts-standard-vs-express.html): no"
    " job-run or callback patterns, no activities, five minutes; badmintoncryer/cdk-preflight"
    " (pf-sfn-express-unsupported) quotes the refusals, that of a distributed Map too",
    about=(MACHINE,),
    judge=of_states(_judge, "Task", "Map", "Wait"),
)
