"""ACCESS-056: the key of a queue lets SNS use it for a subscription."""

from collections.abc import Iterator

from tapstack.access import canonical
from tapstack.checks.truths.access.encrypted import key_shut
from tapstack.checks.truths.access.senders import QUEUE
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault where the key shuts SNS out."""
    if site["Protocol"].equals("sqs"):
        yield from key_shut(site["Endpoint"], QUEUE, "sns", canonical(site["TopicArn"].pattern, view), view)


TRUTH = Truth(
    id="ACCESS-056",
    title="The key of a queue that subscribes to a topic lets SNS use it",
    why="The subscription is made; every message is refused for want of the key, and lost.",
    fix="Let sns.amazonaws.com kms:Decrypt and kms:GenerateDataKey* in the key policy.",
    source="Amazon SQS developer guide"
    " (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html),"
    " KMS permissions for AWS services: kms:GenerateDataKey and kms:Decrypt for the service in the key"
    " policy",
    about=("AWS::SNS::Subscription",),
    judge=judge,
    later=True,
)
