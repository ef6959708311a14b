"""Services that send to topics, queues and functions: whether the policies there let them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tapstack.access import Given, Request, Service, account, arn, given, perhaps, policies_about, service_may
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, Property
from tapstack.render.pattern import shown

TOPIC, QUEUE, FUNCTION = "AWS::SNS::Topic", "AWS::SQS::Queue", "AWS::Lambda::Function"
ACTIONS: Mapping[str, str] = {TOPIC: "sns:Publish", QUEUE: "sqs:SendMessage", FUNCTION: "lambda:InvokeFunction"}
_SEND_ACCOUNT = ("s3", "cloudwatch", "lambda.alarms.cloudwatch", "logs")
_SEND_ACCOUNT_TO = (("events", QUEUE),)
"""For an encrypted queue that a rule sends to the CDK writes a policy that asks for it (aws/aws-cdk, pull 22740)."""


def shut(place: Property, kind: str, service: str, source: str, view: View) -> Iterator[Fault]:
    """A fault where the resource of ``kind`` behind a property does not let a service send for ``source``, an ARN."""
    target = view.find(place, kind)
    if target is None or may_send(target, service, source, place.item, view):
        return
    lets = "has a policy that does not let" if policies_about(target, view) else "has no policy to let"
    yield Fault(place, f"{target} {lets} {service}.amazonaws.com {ACTIONS[kind]} for {shown(source)}.")


def may_send(target: Item, service: str, source: str, sender: Item, view: View) -> bool:
    """Whether the policies at a target let a service send to it for a source; raises NotKnown."""
    sends = service in _SEND_ACCOUNT or (service, target.type) in _SEND_ACCOUNT_TO
    asked = Request(ACTIONS[target.type], arn(target, view), _context(source, sender, (perhaps, given)[sends]))
    return service_may(Service(f"{service}.amazonaws.com", sender.region), asked, target, view)


def _context(source: str, sender: Item, known: Callable[[str], Given]) -> dict[str, Given]:
    return {
        "aws:sourcearn": given(source),
        "aws:sourceaccount": known(account(sender)),
        "aws:sourceowner": perhaps(account(sender)),
        "aws:securetransport": given("true"),
        "aws:principalisawsservice": given("true"),
        "sns:protocol": Given(()),
        "sns:endpoint": Given(()),
    }
