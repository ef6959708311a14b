"""ACCESS-031: the queue that a bucket notifies lets S3 send to it."""

from collections.abc import Iterator

from tapstack.access import arn
from tapstack.checks.truths.access.senders import QUEUE, shut
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault where it is shut out."""
    yield from shut(site["Queue"], QUEUE, "s3", arn(site.item, view), view)


TRUTH = Truth(
    id="ACCESS-031",
    title="A queue that a bucket notifies lets S3 send to it",
    why="S3 tests each destination when the notifications are written: Unable to validate the following"
    " destination configurations; the bucket is not made.",
    fix="Give the queue a policy that lets s3.amazonaws.com sqs:SendMessage, with the bucket as aws:SourceArn.",
    source="S3 user guide"
    " (https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html):"
    " the queue's policy must allow sqs:SendMessage to s3.amazonaws.com",
    about=("AWS::S3::Bucket",),
    at="NotificationConfiguration.QueueConfigurations[]",
    judge=judge,
)
