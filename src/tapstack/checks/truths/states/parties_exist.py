"""STATES-020: what a state machine calls is made by a stack of the set."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.states.integration import integration
from tapstack.checks.truths.states.machine import MACHINE, State, holes, of_states
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property

_NAMES = {
    "lambda:invoke": ("FunctionName", ("AWS::Lambda::Function", "AWS::Lambda::Alias", "AWS::Lambda::Version")),
    "states:startExecution": (
        "StateMachineArn",
        ("AWS::StepFunctions::StateMachine", "AWS::StepFunctions::StateMachineAlias"),
    ),
    "sns:publish": ("TopicArn", ("AWS::SNS::Topic",)),
    "sqs:sendMessage": ("QueueUrl", ("AWS::SQS::Queue",)),
    "dynamodb:getItem": ("TableName", ("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable")),
    "dynamodb:putItem": ("TableName", ("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable")),
    "dynamodb:updateItem": ("TableName", ("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable")),
    "dynamodb:deleteItem": ("TableName", ("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable")),
}


def _judge(state: State, view: View) -> Iterator[Fault]:
    """A fault for each party that no stack makes."""
    used = integration(state)
    resource = state.at["Resource"]
    if used is None:
        kinds = ("AWS::StepFunctions::Activity",) if ":activity:" in resource.pattern else _NAMES["lambda:invoke"][1]
        yield from _missing(state, resource, kinds, view)
        return
    name, kinds = _NAMES.get(f"{used.service}:{used.action}", ("", ()))
    for field in ("Parameters", "Arguments"):
        place = state.at[field][name] if name and isinstance(state.at[field].raw, dict) else None
        if place is not None and place.given and not place.pattern.startswith("{%"):
            yield from _missing(state, place, kinds, view)


def _missing(state: State, place: Property, kinds: tuple[str, ...], view: View) -> Iterator[Fault]:
    if holes(place.pattern):
        raise place.unknown()
    if not view.exists(place, *kinds):
        yield Fault(place, f"The Task {state.name} calls {place.shown}, which no stack makes.")


TRUTH = Truth(
    id="STATES-020",
    title="What a state machine calls is made by a stack of the set",
    why="AWS takes the definition and fails in the state that calls what is not there.",
    fix="Make the function, activity, machine, table, queue, topic or bus, or correct its name or ARN.",
    source="assumption: Step Functions resolves what a definition names only when the state runs (Step Functions"
    " Developer Guide, Troubleshooting)",
    about=(MACHINE,),
    judge=of_states(_judge, "Task"),
    severity=Severity.WARNING,
)
