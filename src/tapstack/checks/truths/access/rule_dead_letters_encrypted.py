"""ACCESS-055: the key of a dead-letter queue lets EventBridge use it."""

from collections.abc import Iterator

from tapstack.access import arn
from tapstack.checks.truths.access.encrypted import key_shut
from tapstack.checks.truths.access.senders import QUEUE
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault where the key shuts EventBridge out."""
    if site.has("DeadLetterConfig.Arn"):
        yield from key_shut(site["DeadLetterConfig.Arn"], QUEUE, "events", arn(site.item, view), view)


TRUTH = Truth(
    id="ACCESS-055",
    title="The key of a dead-letter queue of a rule's target lets EventBridge use it",
    why="What could not be delivered is lost, though a queue was meant to keep it: InvocationsFailedToBeSentToDlq.",
    fix="Let events.amazonaws.com kms:Decrypt and kms:GenerateDataKey* in the key policy.",
    source="Amazon SQS developer guide"
    " (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html),"
    " KMS permissions for AWS services: kms:GenerateDataKey and kms:Decrypt for the service in the key"
    " policy",
    about=("AWS::Events::Rule",),
    at="Targets[]",
    judge=judge,
    later=True,
)
