"""SQS-005: a queue and its dead-letter queue are of one type."""

from collections.abc import Iterator

from tapstack.checks.truths.sqs.dead_letters import QUEUE, dead_letter_queue, fifo, target_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(queue: Property, view: View) -> Iterator[Fault]:
    """A fault where one is FIFO and the other standard; a name that ends in .fifo says it of a queue outside."""
    target = target_of(queue)
    if not target.given:
        return
    own = fifo(queue.item)
    if target.pattern.startswith("arn:"):
        other = target.pattern.endswith(".fifo")
    else:
        found = dead_letter_queue(queue, view)
        other = own if found is None else fifo(found)
    if own != other:
        kinds = ("FIFO", "standard") if own else ("standard", "FIFO")
        yield Fault(target, f"The queue is {kinds[0]}, its dead-letter queue {target.shown} is {kinds[1]}.")


TRUTH = Truth(
    id="SQS-005",
    title="The dead-letter queue of a FIFO queue is a FIFO queue, that of a standard queue a standard queue",
    why="SQS refuses the redrive policy.",
    fix="Make both of one type.",
    source="botocore sqs CreateQueue, RedrivePolicy (both must be of one type)",
    about=(QUEUE,),
    judge=judge,
)
