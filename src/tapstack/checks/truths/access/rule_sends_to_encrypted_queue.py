"""ACCESS-054: the key of a queue lets EventBridge use it for a rule."""

from collections.abc import Iterator

from tapstack.access import arn
from tapstack.checks.truths.access.encrypted import key_shut
from tapstack.checks.truths.access.places import kind_of
from tapstack.checks.truths.access.senders import QUEUE
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault where the key shuts EventBridge out."""
    if not site.has("RoleArn") and kind_of(site["Arn"], view) == QUEUE:
        yield from key_shut(site["Arn"], QUEUE, "events", arn(site.item, view), view)


TRUTH = Truth(
    id="ACCESS-054",
    title="The key of a queue that is a target of a rule lets EventBridge use it",
    why="The rule is made; each event fails at the target for want of the key, and is dropped.",
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
