"""SQS-011: the key of a queue is there, in its region, and can encrypt."""

from collections.abc import Iterator

from tapstack.checks.truths import keys
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(key: Property, view: View) -> Iterator[Fault]:
    """A fault for a key that no message can be encrypted with; SQS does not ask when the queue is made."""
    yield from keys.faults(key, view, key.item.region, at_once=False)


TRUTH = Truth(
    id="SQS-011",
    title="The KMS key of a queue exists in its region, is enabled and symmetric",
    why="Whoever sends to the queue is refused by KMS: the messages are lost.",
    fix="Name a symmetric key of the queue's own region.",
    source="SQS developer guide, key management (symmetric keys; producers and consumers need the key)"
    " (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html)",
    about=("AWS::SQS::Queue",),
    at="KmsMasterKeyId",
    judge=judge,
)
