"""LOGS-006: a subscription to a stream of the account says as which role it delivers."""

import re
from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_STREAM = re.compile("arn:[^:]*:(kinesis|firehose):")
_NEED_ROLE = ("AWS::Kinesis::Stream", "AWS::KinesisFirehose::DeliveryStream")


def judge(subscription: Property, view: View) -> Iterator[Fault]:
    """A fault for a stream or delivery stream without a role."""
    destination = subscription["DestinationArn"]
    if subscription.has("RoleArn") or not destination.given:
        return
    stream = _STREAM.match(destination.pattern) is not None
    if not stream and not destination.pattern.startswith("arn:"):
        found = view.find(destination)
        stream = found is not None and found.type in _NEED_ROLE
    if stream:
        yield Fault(destination, f"The subscription delivers to {destination.shown} and has no RoleArn.")


TRUTH = Truth(
    id="LOGS-006",
    title="A subscription to a data stream or delivery stream has a role",
    why="CloudWatch Logs may not write to the stream, refuses the filter, and the stack fails.",
    fix="Give RoleArn: a role that logs.amazonaws.com assumes and that may put records.",
    source="botocore logs PutSubscriptionFilter.roleArn: only logical destinations do without one",
    about=("AWS::Logs::SubscriptionFilter",),
    judge=judge,
)
