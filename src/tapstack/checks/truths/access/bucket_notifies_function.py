"""ACCESS-032: the function that a bucket notifies lets S3 send to it."""

from collections.abc import Iterator

from tapstack.access import arn
from tapstack.checks.truths.access.senders import FUNCTION, shut
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault where it is shut out."""
    yield from shut(site["Function"], FUNCTION, "s3", arn(site.item, view), view)


TRUTH = Truth(
    id="ACCESS-032",
    title="A function that a bucket notifies lets S3 send to it",
    why="S3 tests each destination when the notifications are written: Unable to validate the following"
    " destination configurations; the bucket is not made.",
    fix="Add an AWS::Lambda::Permission for s3.amazonaws.com, with the bucket as SourceArn and the account as"
    " SourceAccount.",
    source="S3 user guide"
    " (https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html):"
    " S3 must be granted the invocation of the function",
    about=("AWS::S3::Bucket",),
    at="NotificationConfiguration.LambdaConfigurations[]",
    judge=judge,
)
