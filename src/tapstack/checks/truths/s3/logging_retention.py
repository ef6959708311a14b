"""S3-094: the bucket that gets access logs has no default retention."""

from collections.abc import Iterator

from tapstack.checks.truths.s3.logging import target_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(logging: Property, view: View) -> Iterator[Fault]:
    """A fault for a target whose objects are locked by default."""
    target = target_of(logging, view)
    if target and target.properties.has("ObjectLockConfiguration.Rule.DefaultRetention"):
        yield Fault(logging, f"The log bucket {target} has a default retention.")


TRUTH = Truth(
    id="S3-094",
    title="The bucket that gets access logs has no default retention",
    why="S3 does not deliver access logs into a bucket that locks what it is given.",
    fix="Remove the DefaultRetention of the log bucket, and protect it by policy and lifecycle.",
    source="S3 user guide"
    " (https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html): the"
    " target must not have a default retention period",
    about=("AWS::S3::Bucket",),
    at="LoggingConfiguration",
    judge=judge,
    later=True,
)
