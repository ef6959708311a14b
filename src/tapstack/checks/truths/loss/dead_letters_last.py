"""LOSS-006: dead letters are kept at least as long as letters."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property

_FOUR_DAYS = 345600


def judge(queue: Property, view: View) -> Iterator[Fault]:
    """A fault where messages may have expired when they are moved; those of FIFO queues start anew."""
    target = queue["RedrivePolicy"].document["deadLetterTargetArn"]
    if not target.given or queue["FifoQueue"].flag:
        return
    dead = view.find(target, "AWS::SQS::Queue")
    if dead is None:
        return
    mine, its = (one["MessageRetentionPeriod"].number_or(_FOUR_DAYS) for one in (queue, dead.properties))
    if its < mine:
        message = (
            f"{dead} keeps messages for {its:g} s from their first arrival, {queue.item.logical_id} for {mine:g} s."
        )
        yield Fault(queue["RedrivePolicy"], message)


TRUTH = Truth(
    id="LOSS-006",
    title="A dead-letter queue keeps messages at least as long as the queue that they come from",
    why="A message keeps its age when it is moved: one that waited long is gone from the dead-letter queue at once.",
    fix="Give the dead-letter queue a MessageRetentionPeriod of 1209600 (14 days).",
    source="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/"
    "setting-up-dead-letter-queue-retention.html; a warning, for it takes a message that waited long",
    about=("AWS::SQS::Queue",),
    judge=judge,
    severity=Severity.WARNING,
)
