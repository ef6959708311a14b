"""ACCESS-052: the key of a queue lets S3 use it for notifications."""

from collections.abc import Iterator

from tapstack.access import arn
from tapstack.checks.truths.access.encrypted import key_shut
from tapstack.checks.truths.access.senders import QUEUE
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault where the key shuts S3 out."""
    yield from key_shut(site["Queue"], QUEUE, "s3", arn(site.item, view), view)


TRUTH = Truth(
    id="ACCESS-052",
    title="The key of a queue that a bucket notifies lets S3 use it",
    why="S3 cannot send its test message and refuses the notifications, or every event is lost.",
    fix="Let s3.amazonaws.com kms:Decrypt and kms:GenerateDataKey in the key policy.",
    source="S3 user guide"
    " (https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html),"
    " AWS KMS key policy: kms:GenerateDataKey and kms:Decrypt to s3.amazonaws.com",
    about=("AWS::S3::Bucket",),
    at="NotificationConfiguration.QueueConfigurations[]",
    judge=judge,
)
