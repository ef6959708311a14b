"""ACCESS-059: a queue that a bucket notifies is not encrypted with the key of AWS."""

from collections.abc import Iterator

from tapstack.checks.truths.access.encrypted import managed_shut
from tapstack.checks.truths.access.senders import QUEUE
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault where it is."""
    yield from managed_shut(site["Queue"], QUEUE, "s3", view)


TRUTH = Truth(
    id="ACCESS-059",
    title="A queue that a bucket notifies is not encrypted with alias/aws/sqs",
    why="S3 cannot use that key: it refuses the notifications, or every event is lost.",
    fix="Encrypt the queue with a key of your own that lets s3.amazonaws.com use it.",
    source="Amazon SQS developer guide"
    " (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html),"
    " KMS permissions for AWS services: a customer managed key is a must; the policy of the AWS managed"
    " key cannot be changed",
    about=("AWS::S3::Bucket",),
    at="NotificationConfiguration.QueueConfigurations[]",
    judge=judge,
)
