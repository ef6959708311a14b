"""SQS-015: a queue policy is for queues that there are."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(queue: Property, view: View) -> Iterator[Fault]:
    """A fault for an ARN where a URL belongs, and for a queue that no stack makes."""
    if queue.pattern.startswith("arn:"):
        yield Fault(queue, f"{queue.shown} is an ARN; a queue policy takes the queue's URL.")
    elif not view.exists(queue, "AWS::SQS::Queue"):
        yield Fault(queue, f"No stack makes the queue {queue.shown}.")


TRUTH = Truth(
    id="SQS-015",
    title="A queue policy names, by URL, queues that exist",
    why="SQS answers NonExistentQueue, and the stack fails.",
    fix="Write {Ref: Queue}, which gives the URL.",
    source="resource schema AWS::SQS::QueuePolicy, Queues (the URLs of the queues); botocore sqs SetQueueAttributes"
    " (QueueDoesNotExist)",
    about=("AWS::SQS::QueuePolicy",),
    at="Queues[]",
    judge=judge,
)
