"""ACCESS-013: the role of a rule's target may do what the target is for."""

from collections.abc import Iterator

from tapstack.checks.truths.access.needs import Need, faults
from tapstack.checks.truths.access.places import arn_in, sending
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(target: Property, view: View) -> Iterator[Fault]:
    """A fault where the role may not."""
    if target["RoleArn"].given:
        yield from faults(target["RoleArn"], needs(target["Arn"], view), view)


def needs(place: Property, view: View) -> Iterator[Need]:
    """What sending to a place as a role takes."""
    text = arn_in(place, view)
    if ":api-destination/" in text:
        yield Need(("events:InvokeApiDestination",), text)
    elif ":batch:" not in text and ":ecs:" not in text:
        yield from sending(place, view)


TRUTH = Truth(
    id="ACCESS-013",
    title="The role of a rule's target may send to the target",
    why="EventBridge takes the target; each event then fails and is dropped or goes to the dead-letter queue"
    " (FailedInvocations).",
    fix="Permit the role the action of the target: events:PutEvents on a bus, states:StartExecution on a state machine,"
    " kinesis:PutRecord on a stream, events:InvokeApiDestination on an API destination.",
    source="EventBridge User Guide"
    " (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-identity-based.html): the"
    " policies that the roles of targets must have",
    about=("AWS::Events::Rule",),
    at="Targets[]",
    judge=judge,
    later=True,
)
