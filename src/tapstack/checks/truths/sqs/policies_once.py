"""SQS-016: a queue has one policy."""

from collections.abc import Iterator

from tapstack.checks.truths.siblings import earlier
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, Property

_TYPES = {"AWS::SQS::QueuePolicy": "Queues", "AWS::SQS::QueueInlinePolicy": "Queue"}


def judge(policy: Property, view: View) -> Iterator[Fault]:
    """A fault for each queue that an earlier policy is for as well."""
    taken: dict[str, Item] = {}
    for other in earlier(policy.item, view, *_TYPES):
        taken |= {queue.pattern: other for queue in other[_TYPES[other.type]].items}
    for queue in policy[_TYPES[policy.item.type]].items:
        if queue.pattern in taken:
            yield Fault(queue, f"{taken[queue.pattern]} is a policy of {queue.shown} too; only one stays.")


TRUTH = Truth(
    id="SQS-016",
    title="A queue has one queue policy",
    why="The policy is one attribute of the queue: the later one replaces the other, and senders are shut out.",
    fix="Put the statements of both into one AWS::SQS::QueuePolicy.",
    source="botocore sqs SetQueueAttributes, Policy (one attribute, replaced as a whole)",
    about=tuple(_TYPES),
    judge=judge,
    later=True,
)
