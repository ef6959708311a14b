"""SQS-010: a queue is encrypted in one way."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(queue: Property, _: View) -> Iterator[Fault]:
    """A fault where both ways are given."""
    own = queue["SqsManagedSseEnabled"]
    if own.flag and queue.has("KmsMasterKeyId") and queue["KmsMasterKeyId"].pattern:
        yield Fault(own, "SqsManagedSseEnabled is true beside a KmsMasterKeyId.")


TRUTH = Truth(
    id="SQS-010",
    title="A queue has a KmsMasterKeyId or SqsManagedSseEnabled: true, not both",
    why="SQS refuses the queue: it takes one kind of encryption.",
    fix="Remove one of them.",
    source="resource schema AWS::SQS::Queue, SqsManagedSseEnabled (only one option for each queue)",
    about=("AWS::SQS::Queue",),
    judge=judge,
)
