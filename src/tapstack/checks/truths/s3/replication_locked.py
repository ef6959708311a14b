"""S3-013: objects that are locked are replicated to a bucket that can lock them."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(destination: Property, view: View) -> Iterator[Fault]:
    """A fault for a destination without Object Lock where the source has it."""
    if not destination.item["ObjectLockEnabled"].flag:
        return
    bucket = view.find(destination["Bucket"], "AWS::S3::Bucket")
    if bucket and not bucket["ObjectLockEnabled"].flag:
        yield Fault(destination["Bucket"], f"The source has Object Lock, and the destination {bucket} has not.")


TRUTH = Truth(
    id="S3-013",
    title="The replication destination of a bucket with Object Lock has Object Lock",
    why="S3 refuses the replication configuration, or the copies are not protected.",
    fix="Set ObjectLockEnabled: true on the destination bucket.",
    source="S3 user guide"
    " (https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-failure-codes.html):"
    " DstBucketObjectLockConfigMissing, a source bucket with Object Lock needs a destination with it",
    about=("AWS::S3::Bucket",),
    at="ReplicationConfiguration.Rules[].Destination",
    judge=judge,
)
