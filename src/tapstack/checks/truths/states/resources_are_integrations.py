"""STATES-016: what a Task calls can be called, and waited for, in that way."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.states.integration import integration
from tapstack.checks.truths.states.machine import MACHINE, State, holes, of_states
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.render.pattern import is_whole

_PATTERNS = ("", "sync", "sync:2", "waitForTaskToken")
_NO_SYNC = ("apigateway", "aws-sdk", "dynamodb", "events", "http", "lambda", "sns", "sqs")
_ONLY_REQUESTS = ("dynamodb", "http", "athena", "glue", "batch", "codebuild")


def _judge(state: State, _: View) -> Iterator[Fault]:
    """A fault for no ARN, and for a pattern that the service does not have."""
    resource = state.at["Resource"]
    if not resource.given:
        yield Fault(state.at, f"The Task {state.name} has no Resource.")
        return
    used = integration(state)
    if used is None:
        if is_whole(resource.pattern) and not holes(resource.pattern) and not resource.pattern.startswith("arn:"):
            yield Fault(resource, f"The Resource {resource.shown} of {state.name} is no ARN.")
        return
    service, action, way = used
    if way not in _PATTERNS:
        yield Fault(resource, f"The Resource of {state.name} ends with .{way}, which is no pattern.")
    elif way.startswith("sync") and service in _NO_SYNC:
        yield Fault(resource, f"{service}:{action} in {state.name} cannot be waited for with .{way}.")
    elif way == "waitForTaskToken" and service in _ONLY_REQUESTS:
        yield Fault(resource, f"{service}:{action} in {state.name} cannot wait for a token.")


TRUTH = Truth(
    id="STATES-016",
    title="A Task's Resource is a function, an activity or a service integration with a pattern that the service has",
    why="CreateStateMachine refuses a Resource that is no ARN, or a service that cannot wait in that way"
    " (SCHEMA_VALIDATION_FAILED: the resource is not recognized).",
    fix="Write the ARN of a function or activity, or arn:aws:states:::service:action, with .sync only where the"
    " service has it.",
    source="Step Functions Developer Guide"
    " (https://docs.aws.amazon.com/step-functions/latest/dg/connect-supported-services.html): table of"
    " integrations and their patterns; badmintoncryer/cdk-preflight (pf-sfn-asl-resource-arn) quotes the"
    " refusals",
    about=(MACHINE,),
    judge=of_states(_judge, "Task"),
)
