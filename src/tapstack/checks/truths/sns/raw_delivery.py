"""SNS-012: raw delivery is for queues, URLs and delivery streams."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, _: View) -> Iterator[Fault]:
    """A fault for another protocol."""
    protocol = properties["Protocol"]
    if properties["RawMessageDelivery"].flag and not protocol.is_in("sqs", "http", "https", "firehose"):
        yield Fault(properties["RawMessageDelivery"], f"The protocol {protocol.shown} has no raw delivery.")


TRUTH = Truth(
    id="SNS-012",
    title="Raw message delivery is set for sqs, http, https and firehose only",
    why="SNS refuses the subscription: invalid parameter, delivery protocol does not support raw message"
    " delivery; the stack fails.",
    fix="Leave RawMessageDelivery out.",
    source="botocore sns Subscribe.Attributes: RawMessageDelivery is for Amazon SQS and HTTP/S endpoints; Amazon"
    " SNS Developer Guide: and Firehose",
    about=("AWS::SNS::Subscription",),
    judge=judge,
)
