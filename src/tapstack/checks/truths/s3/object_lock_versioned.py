"""S3-041: a bucket with Object Lock keeps its versions."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(enabled: Property, _: View) -> Iterator[Fault]:
    """A fault for suspended versioning beside Object Lock."""
    status = enabled.item["VersioningConfiguration.Status"]
    if enabled.flag and status.given and not status.equals("Enabled"):
        yield Fault(status, f"The bucket has Object Lock, and its versioning is {status.shown}.")


TRUTH = Truth(
    id="S3-041",
    title="Versioning of a bucket with Object Lock is not suspended",
    why="S3 answers InvalidBucketState: versioning cannot be suspended where Object Lock is enabled.",
    fix="Set VersioningConfiguration.Status to Enabled, or leave it out: Object Lock enables it.",
    source="S3 user guide (https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html):"
    " versioning of a bucket with Object Lock cannot be suspended; badmintoncryer/cdk-preflight"
    " (pf-s3-objectlock-versioning-suspended) quotes the refusal",
    about=("AWS::S3::Bucket",),
    at="ObjectLockEnabled",
    judge=judge,
)
