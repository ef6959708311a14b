"""SQS-006: a queue is not its own dead-letter queue."""

from collections.abc import Iterator

from tapstack.checks.truths.sqs.dead_letters import QUEUE, dead_letter_queue, target_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(queue: Property, view: View) -> Iterator[Fault]:
    """A fault for one that is."""
    if dead_letter_queue(queue, view) is queue.item:
        yield Fault(target_of(queue), f"{queue.item} is its own dead-letter queue.")


TRUTH = Truth(
    id="SQS-006",
    title="A queue is not its own dead-letter queue",
    why="Messages that nobody can handle never leave the queue, or the queue is refused.",
    fix="Name another queue in deadLetterTargetArn.",
    source="assumption: a dead-letter queue is a queue apart (SQS developer guide); what SQS answers was not found",
    about=(QUEUE,),
    severity=Severity.WARNING,
    judge=judge,
)
