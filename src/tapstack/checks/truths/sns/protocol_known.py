"""SNS-003: the protocol of a subscription is one that SNS has."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(protocol: Property, _: View) -> Iterator[Fault]:
    """A fault for another text."""
    if not protocol.is_in(*_PROTOCOLS):
        yield Fault(protocol, f"SNS has no protocol {protocol.shown}.")


_PROTOCOLS = ("application", "email", "email-json", "firehose", "http", "https", "lambda", "sms", "sqs")


TRUTH = Truth(
    id="SNS-003",
    title="The protocol of a subscription is one that SNS has",
    why="SNS refuses the subscription: invalid parameter, does not support this protocol string; the stack fails.",
    fix="Write one of http, https, email, email-json, sms, sqs, application, lambda, firehose.",
    source="botocore sns Subscribe.Protocol: the supported protocols",
    about=("AWS::SNS::Subscription",),
    at="Protocol",
    judge=judge,
)
