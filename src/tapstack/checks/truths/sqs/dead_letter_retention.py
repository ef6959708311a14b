"""SQS-013: a dead-letter queue keeps messages at least as long as its source."""

from collections.abc import Iterator

from tapstack.checks.truths.sqs.dead_letters import QUEUE, dead_letter_queue, fifo
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, Property

_DEFAULT = 345_600


def judge(queue: Property, view: View) -> Iterator[Fault]:
    """A fault for a standard dead-letter queue that forgets earlier: there a message keeps its age."""
    found = dead_letter_queue(queue, view)
    if found is None or found is queue.item or fifo(found):
        return
    source, target = _retention(queue.item), _retention(found)
    if target < source:
        yield Fault(
            queue["RedrivePolicy"],
            f"The dead-letter queue {found} keeps messages {target:g} s, {queue.item} keeps them {source:g} s.",
        )


def _retention(queue: Item) -> float:
    return queue["MessageRetentionPeriod"].number_or(_DEFAULT)


TRUTH = Truth(
    id="SQS-013",
    title="A dead-letter queue keeps messages at least as long as the queue they come from",
    why="A message keeps its age when it moves: it may expire before anyone has looked at it, and is lost.",
    fix="Raise MessageRetentionPeriod of the dead-letter queue: 1209600 is 14 days, the most.",
    source="SQS developer guide"
    " (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/setting-up-dead-letter-queue-retention.html):"
    " in standard queues expiry counts from when a message was first sent; the retention of a"
    " dead-letter queue is to be longer",
    about=(QUEUE,),
    judge=judge,
    later=True,
)
