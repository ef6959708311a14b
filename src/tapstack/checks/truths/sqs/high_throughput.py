"""SQS-003: throughput by message group needs deduplication by message group."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_CHOICES = {"DeduplicationScope": ("messageGroup", "queue"), "FifoThroughputLimit": ("perQueue", "perMessageGroupId")}


def judge(queue: Property, _: View) -> Iterator[Fault]:
    """A fault for another value, and for the limit without the scope."""
    for name, choices in _CHOICES.items():
        if queue.has(name) and not queue[name].is_in(*choices):
            yield Fault(queue[name], f"{name} is {queue[name].shown}; it must be {' or '.join(choices)}.")
    limit, scope = queue["FifoThroughputLimit"], queue["DeduplicationScope"]
    if limit.equals("perMessageGroupId") and not scope.equals("messageGroup"):
        yield Fault(limit, "FifoThroughputLimit is perMessageGroupId, but DeduplicationScope is not messageGroup.")


TRUTH = Truth(
    id="SQS-003",
    title="FifoThroughputLimit: perMessageGroupId stands beside DeduplicationScope: messageGroup",
    why="SQS refuses the queue: the limit is allowed only with that scope.",
    fix="Set both, or neither.",
    source="botocore sqs CreateQueue, FifoThroughputLimit (perMessageGroupId only when the scope is messageGroup)",
    about=("AWS::SQS::Queue",),
    judge=judge,
)
