"""SQS-002: what only FIFO queues have."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_SETTINGS = ("ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit")


def judge(queue: Property, _: View) -> Iterator[Fault]:
    """A fault for each such setting of a standard queue."""
    if queue["FifoQueue"].flag:
        return
    for name in _SETTINGS:
        if queue.has(name):
            yield Fault(queue[name], f"{name} is given, but the queue is not a FIFO queue.")


TRUTH = Truth(
    id="SQS-002",
    title="Deduplication and FIFO throughput are settings of a FIFO queue",
    why="SQS refuses the queue: unknown attribute.",
    fix="Remove the setting, or make it a FIFO queue.",
    source="botocore sqs CreateQueue, Attributes (these apply to FIFO queues only)",
    about=("AWS::SQS::Queue",),
    judge=judge,
)
