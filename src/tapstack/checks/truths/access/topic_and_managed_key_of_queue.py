"""ACCESS-062: a queue that subscribes to a topic is not encrypted with the key of AWS."""

from collections.abc import Iterator

from tapstack.checks.truths.access.encrypted import managed_shut
from tapstack.checks.truths.access.senders import QUEUE
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault where it is."""
    if site["Protocol"].equals("sqs"):
        yield from managed_shut(site["Endpoint"], QUEUE, "sns", view)


TRUTH = Truth(
    id="ACCESS-062",
    title="A queue that subscribes to a topic is not encrypted with alias/aws/sqs",
    why="SNS cannot use that key: the subscription is made, and every message is lost.",
    fix="Encrypt the queue with a key of your own that lets sns.amazonaws.com use it, or with SqsManagedSseEnabled.",
    source="Amazon SNS Developer Guide"
    " (https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html): an encrypted queue needs"
    " a customer key whose policy lets SNS in; Amazon SQS developer guide"
    " (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html):"
    " the policy of the AWS managed key cannot be changed",
    about=("AWS::SNS::Subscription",),
    judge=judge,
    later=True,
)
