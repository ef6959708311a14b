"""What a state machine calls: its tasks, in whatever depth, with their arguments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tapstack.access import account, arn, canonical, partition
from tapstack.checks.truths.access.functions import function_of
from tapstack.checks.truths.access.needs import Need
from tapstack.checks.truths.access.places import service_in
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property

_SUFFIX = re.compile(r"(\.sync(:2)?|\.waitForTaskToken)$")
_ARGUMENTS = {
    "sqs:sendMessage": ("QueueUrl", ("sqs:SendMessage",), "AWS::SQS::Queue"),
    "sns:publish": ("TopicArn", ("sns:Publish",), "AWS::SNS::Topic"),
    "dynamodb:getItem": ("TableName", ("dynamodb:GetItem",), "AWS::DynamoDB::Table"),
    "dynamodb:putItem": ("TableName", ("dynamodb:PutItem",), "AWS::DynamoDB::Table"),
    "dynamodb:updateItem": ("TableName", ("dynamodb:UpdateItem",), "AWS::DynamoDB::Table"),
    "dynamodb:deleteItem": ("TableName", ("dynamodb:DeleteItem",), "AWS::DynamoDB::Table"),
    "states:startExecution": ("StateMachineArn", ("states:StartExecution",), "AWS::StepFunctions::StateMachine"),
}


def definition(properties: Property) -> Property:
    """The definition of a state machine. Raises NotKnown where it lies elsewhere or things are put into it."""
    if properties["DefinitionSubstitutions"].raw or properties["DefinitionS3Location"].raw:
        raise NotKnown("what the definition says with its substitutions is not known")
    return properties["DefinitionString" if properties["DefinitionString"].raw is not None else "Definition"].document


def tasks(states: Property) -> Iterator[Property]:
    """Every task of a definition, also those of branches and of each item."""
    for state in states["States"].members.values():
        if state["Type"].raw == "Task":
            yield state
        for branch in state["Branches"].items:
            yield from tasks(branch)
        for name in ("Iterator", "ItemProcessor"):
            if state[name].raw is not None:
                yield from tasks(state[name])


def needs_of(task: Property, view: View) -> Iterator[Need]:
    """What a task takes, where it is known of its service."""
    text = canonical(task["Resource"].pattern, view)
    if service_in(text) == "lambda":
        yield Need(("lambda:InvokeFunction",), text)
    elif ":states:::" in text:
        yield from _integrated(_SUFFIX.sub("", text.partition(":states:::")[2]), task, view)


def _integrated(call: str, task: Property, view: View) -> Iterator[Need]:
    given = task["Arguments" if task["Arguments"].raw is not None else "Parameters"]
    if call == "lambda:invoke" and given["FunctionName"].raw is not None:
        yield Need(("lambda:InvokeFunction",), _function(given["FunctionName"], view))
    elif call == "events:putEvents":
        yield from _buses(given, view)
    elif call in _ARGUMENTS and given[_ARGUMENTS[call][0]].raw is not None:
        name, actions, kind = _ARGUMENTS[call]
        yield Need(actions, _arn(given[name], kind, view))


def _function(named: Property, view: View) -> str:
    text = canonical(named.pattern, view)
    if service_in(text):
        return text
    found = function_of(named, view)
    if found is None:
        raise NotKnown(f"which function {named.shown} is, is not known")
    return arn(found, view)


def _arn(named: Property, kind: str, view: View) -> str:
    text = canonical(named.pattern, view)
    if service_in(text):
        return text
    found = view.find(named, kind, "AWS::DynamoDB::GlobalTable")
    if found is None:
        raise NotKnown(f"what {named.shown} is, is not known")
    return arn(found, view)


def _buses(given: Property, view: View) -> Iterator[Need]:
    for entry in given["Entries"].items:
        text = canonical(entry["EventBusName"].pattern, view) if entry.has("EventBusName") else "default"
        item = given.item
        home = f"arn:{partition(item)}:events:{item.region}:{account(item)}:event-bus/"
        yield Need(("events:PutEvents",), text if service_in(text) else f"{home}{text}")
