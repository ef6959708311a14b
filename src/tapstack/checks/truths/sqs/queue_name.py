"""SQS-014: the name of a queue is one that SQS takes, and no other queue has it."""

from collections.abc import Iterator

from tapstack.checks.truths import names
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(name: Property, view: View) -> Iterator[Fault]:
    """A fault for length, for characters, and for a name taken."""
    characters = "A-Za-z0-9_.-" if name.pattern.endswith(".fifo") else "A-Za-z0-9_-"
    yield from names.unfit(name, 1, 80, characters)
    yield from names.taken(name, view, "AWS::SQS::Queue")


TRUTH = Truth(
    id="SQS-014",
    title="A queue's name has up to 80 characters of A-Z, a-z, 0-9, _ and -, and no other queue of its region has it",
    why="SQS refuses the name, and the stack fails.",
    fix="Shorten the name, replace the characters, or name one of the queues otherwise.",
    source="botocore sqs CreateQueue, QueueName",
    about=("AWS::SQS::Queue",),
    at="QueueName",
    judge=judge,
)
