"""SQS-012: times and sizes of a queue are within bounds."""

from collections.abc import Iterator

from tapstack.checks.truths import numbers
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_BOUNDS = {
    "DelaySeconds": (0, 900),
    "KmsDataKeyReusePeriodSeconds": (60, 86_400),
    "MaximumMessageSize": (1_024, 1_048_576),
    "MessageRetentionPeriod": (60, 1_209_600),
    "ReceiveMessageWaitTimeSeconds": (0, 20),
    "VisibilityTimeout": (0, 43_200),
}


def judge(queue: Property, _: View) -> Iterator[Fault]:
    """A fault for each that is not."""
    yield from numbers.outside(queue, _BOUNDS)


TRUTH = Truth(
    id="SQS-012",
    title="Delay, retention, visibility, waiting time and sizes of a queue are within their bounds",
    why="SQS refuses the value, and the stack fails.",
    fix="Write a value within the bounds; mind what parameters bring.",
    source="botocore sqs CreateQueue, Attributes; resource schema AWS::SQS::Queue",
    about=("AWS::SQS::Queue",),
    judge=judge,
)
