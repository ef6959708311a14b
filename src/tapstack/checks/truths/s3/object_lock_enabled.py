"""S3-040: a bucket with an Object Lock configuration has Object Lock."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property


def judge(configuration: Property, _: View) -> Iterator[Fault]:
    """A fault for a bucket that neither locks nor keeps versions, and for a configuration that is not Enabled."""
    bucket = configuration.item
    locks, status = bucket["ObjectLockEnabled"].flag, bucket["VersioningConfiguration.Status"]
    if not locks and not status.equals("Enabled"):
        yield Fault(configuration, "The bucket is not versioned, and its ObjectLockEnabled is not true.")
    if not configuration.has("ObjectLockEnabled"):
        yield Fault(configuration, "The ObjectLockConfiguration has no ObjectLockEnabled: Enabled.")
    if not locks and status.equals("Enabled"):
        raise NotKnown("whether Object Lock can be turned on for the bucket after it is made")


TRUTH = Truth(
    id="S3-040",
    title="A bucket with an ObjectLockConfiguration has ObjectLockEnabled: true, and the configuration says Enabled",
    why="S3 answers InvalidBucketState or MalformedXML to the configuration, and the bucket is not made.",
    fix="Set ObjectLockEnabled: true on the bucket and ObjectLockEnabled: Enabled in the configuration.",
    source="resource schema AWS::S3::Bucket, ObjectLockEnabled (enable it when you apply ObjectLockConfiguration to a"
    " bucket)",
    about=("AWS::S3::Bucket",),
    at="ObjectLockConfiguration",
    judge=judge,
)
