"""SQS-001: a FIFO queue is one by property and by name."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(name: Property, _: View) -> Iterator[Fault]:
    """A fault where only one of both says so."""
    named, ordered = name.pattern.endswith(".fifo"), name.item["FifoQueue"].flag
    if named and not ordered:
        yield Fault(name, f"The queue is named {name.shown}, but FifoQueue is not true.")
    elif ordered and not named:
        yield Fault(name, f"FifoQueue is true, but the name {name.shown} does not end in .fifo.")


TRUTH = Truth(
    id="SQS-001",
    title="A queue's name ends in .fifo if, and only if, FifoQueue is true",
    why="SQS refuses the name, and the stack fails.",
    fix="Add or remove .fifo, or FifoQueue: true.",
    source="botocore sqs CreateQueue, QueueName (the name of a FIFO queue ends in .fifo; a dot is in no other name)",
    about=("AWS::SQS::Queue",),
    at="QueueName",
    judge=judge,
)
