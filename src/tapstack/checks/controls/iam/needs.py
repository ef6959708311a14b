"""What a role is used for: the actions that somebody takes under it, and why others may be taken that are not seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tapstack.checks.controls.iam.lent import by_keys, by_lambda
from tapstack.checks.controls.iam.reading import called
from tapstack.checks.truths.access.places import sending
from tapstack.checks.truths.access.states import definition, needs_of, tasks
from tapstack.checks.truths.code.source import FUNCTION, Source, python
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.routing import named
from tapstack.facts.installed import read_json
from tapstack.graph.stackset import Item, NotKnown, Property

ROLE, RULE, MACHINE = "AWS::IAM::Role", "AWS::Events::Rule", "AWS::StepFunctions::StateMachine"
_LOGGING = tuple(
    f"logs:{name}"
    for name in (
        *("CreateLogDelivery", "GetLogDelivery", "UpdateLogDelivery", "DeleteLogDelivery", "ListLogDeliveries"),
        *("PutResourcePolicy", "DescribeResourcePolicies", "DescribeLogGroups"),
    )
)  # https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
_TRACING = ("xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets")
# https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html
_ENCRYPTING = ("kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey")
# https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html


class Needs(NamedTuple):
    """Actions in lower case; ``doubts`` say why there may be more; ``who`` are those that work under the role."""

    actions: frozenset[str]
    doubts: tuple[str, ...]
    who: tuple[str, ...]


def needs(role: Item, view: View) -> Needs:
    """What is done under a role."""
    return view.kept(_needs, role)


def _needs(view: View, role: Item) -> Needs:
    actions, doubts, who = set[str](), list[str](), list[str]()
    for name, work in _workers(role, view):
        who.append(name)
        try:
            actions.update(action.lower() for action in work)
        except NotKnown as unknown:
            doubts.append(str(unknown))
    return Needs(frozenset(actions.union(map(str.lower, by_keys(actions)))), tuple(doubts), tuple(dict.fromkeys(who)))


def _workers(role: Item, view: View) -> Iterator[tuple[str, Iterable[str]]]:
    """Who works under a role, and the actions that each takes."""
    for function in workers(role, view, FUNCTION, "Role"):
        yield function.logical_id, _by_code(function)
        yield function.logical_id, by_lambda(function, code_of(function), view)
    for principal in _trusted(role):
        yield from _of(principal, role, view)


def workers(role: Item, view: View, kind: str, name: str) -> list[Item]:
    """The resources of a type that name the role as theirs."""
    return [item for item in view.all(kind) if named(item[name], role, view)]


def code_of(function: Item) -> Source | None:
    """The Python of a function; None where it is not known."""
    try:
        return python(function)
    except NotKnown:
        return None


def _by_code(function: Item) -> Iterator[str]:
    code = python(function)
    if code is None:
        raise NotKnown(f"what {function} calls is not known: its code is no Python in the template")
    found = called(code)
    yield from found.actions
    if found.unread:
        raise NotKnown(f"what {function} calls by {', '.join(found.unread)} is not known here")


def _trusted(role: Item) -> Iterator[str]:
    """The services that a role trusts, and the kinds of others."""
    for statement in role["AssumeRolePolicyDocument"].document.each("Statement[]"):
        for kind, names in statement["Principal"].members.items():
            yield from (one.pattern for one in names.items) if kind == "Service" else [kind]


def _of(principal: str, role: Item, view: View) -> Iterator[tuple[str, Iterable[str]]]:
    service = _services().get(principal)
    if principal == "events.amazonaws.com":
        yield "EventBridge", _by_rules(role, view)
    elif principal == "states.amazonaws.com":
        yield "Step Functions", _by_machines(role, view)
    elif service is not None:
        yield principal, service["actions"]
    elif principal != "lambda.amazonaws.com" or not workers(role, view, FUNCTION, "Role"):
        yield principal, _nobody_knows(principal)


def _nobody_knows(principal: str) -> Iterator[str]:
    yield from ()
    raise NotKnown(f"what {principal} does under the role is not known here")


def _by_rules(role: Item, view: View) -> Iterator[str]:
    for rule in view.all(RULE):
        for target in rule.properties.each("Targets[]"):
            if named(target["RoleArn"], role, view):
                yield from (action for need in sending(target["Arn"], view) for action in need.actions)


def _by_machines(role: Item, view: View) -> Iterator[str]:
    for machine in workers(role, view, MACHINE, "RoleArn"):
        yield from _beside(machine.properties)
        for task in tasks(definition(machine.properties)):
            found = [action for need in needs_of(task, view) for action in need.actions]
            if not found:
                raise NotKnown(f"what {task['Resource'].shown} of {machine} asks for is not known here")
            yield from found


def _beside(machine: Property) -> Iterator[str]:
    """What a state machine does beside its tasks."""
    wanted = {
        "LoggingConfiguration": _LOGGING,
        "TracingConfiguration": _TRACING,
        "EncryptionConfiguration": _ENCRYPTING,
    }
    for name, actions in wanted.items():
        yield from actions if machine.has(name) else ()


@cache
def _services() -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_json(Path(__file__).with_name("services.json"))
    return found
