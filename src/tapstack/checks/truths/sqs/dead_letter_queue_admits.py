"""SQS-009: a dead-letter queue admits the queue that names it."""

from collections.abc import Iterator

from tapstack.checks.truths.sqs.dead_letters import QUEUE, dead_letter_queue, target_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, Property


def judge(queue: Property, view: View) -> Iterator[Fault]:
    """A fault for one that admits no queue, or others only."""
    found = dead_letter_queue(queue, view)
    if found is not None and not _admits(found, queue.item, view):
        yield Fault(target_of(queue), f"The dead-letter queue {found} does not admit {queue.item}.")


def _admits(dead_letters: Item, queue: Item, view: View) -> bool:
    policy = dead_letters["RedriveAllowPolicy"].document
    permission = policy["redrivePermission"]
    if permission.equals("byQueue"):
        return any(view.find(source, QUEUE) is queue for source in policy["sourceQueueArns"].items)
    return not permission.equals("denyAll")


TRUTH = Truth(
    id="SQS-009",
    title="The RedriveAllowPolicy of a dead-letter queue admits the queues that name it",
    why="SQS refuses the queue that names it.",
    fix="Add the queue to sourceQueueArns, or set redrivePermission: allowAll.",
    source="botocore sqs CreateQueue, RedriveAllowPolicy (which queues can name it as theirs)",
    about=(QUEUE,),
    judge=judge,
)
