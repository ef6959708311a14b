"""The queue that another queue's messages go to when nobody can handle them."""

from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, Property

QUEUE = "AWS::SQS::Queue"


def target_of(queue: Property) -> Property:
    """The ARN in the queue's redrive policy; absent where it has none."""
    return queue["RedrivePolicy"].document["deadLetterTargetArn"]


def dead_letter_queue(queue: Property, view: View) -> Item | None:
    """The queue of the set that it names; None where it names none, or where there is none. Raises NotKnown."""
    target = target_of(queue)
    return view.find(target, QUEUE) if target.given else None


def fifo(queue: Item) -> bool:
    """Whether the queue keeps the order of its messages."""
    return queue["FifoQueue"].flag
