"""SQS-004: a dead-letter queue is there before the queue that names it, in its account and region."""

from collections.abc import Iterator

from tapstack.checks.truths import arns
from tapstack.checks.truths.sqs.dead_letters import QUEUE, dead_letter_queue, target_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property


def judge(queue: Property, view: View) -> Iterator[Fault]:
    """A fault for one elsewhere, for one that no stack makes, and for one that may come later."""
    target = target_of(queue)
    if not target.given:
        return
    where = arns.region(target)
    if where and where != queue.item.region:
        yield Fault(target, f"The dead-letter queue {target.shown} lies in {where}, not in {queue.item.region}.")
    elif not view.exists(target, QUEUE):
        yield Fault(target, f"No stack makes the dead-letter queue {target.shown}.")
    elif _later(queue, view):
        yield Fault(target, f"The dead-letter queue {target.shown} is not surely there when {queue.item} is made.")


def _later(queue: Property, view: View) -> bool:
    try:
        found = dead_letter_queue(queue, view)
    except NotKnown:
        return False
    return found is not None and found is not queue.item and not view.before(queue.item, found)


TRUTH = Truth(
    id="SQS-004",
    title="The dead-letter queue of a queue exists in its region before it",
    why="SQS refuses the queue: the dead-letter target does not exist.",
    fix="Refer to a queue of the same region with GetAtt.",
    source="botocore sqs CreateQueue, RedriveAllowPolicy (queues of the same account and region can name it);"
    " SQS developer guide, dead-letter queues"
    " (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html)",
    about=(QUEUE,),
    judge=judge,
)
