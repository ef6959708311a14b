"""S3-090: the bucket that gets access logs is there, in the same region."""

from collections.abc import Iterator

from tapstack.checks.truths.s3.logging import target_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(logging: Property, view: View) -> Iterator[Fault]:
    """A fault for a target that no stack makes, that another region makes, or that comes later."""
    target, name = target_of(logging, view), logging["DestinationBucketName"]
    if target is None:
        yield Fault(name, f"No stack makes the log bucket {name.shown}.")
    elif target.region != logging.item.region:
        yield Fault(name, f"The log bucket is {target}; it must be in {logging.item.region}.")
    elif target is not logging.item and not view.before(logging.item, target):
        yield Fault(name, f"The log bucket {target} may not be there yet: the bucket does not wait for it.")


TRUTH = Truth(
    id="S3-090",
    title="The bucket that gets access logs exists, in the same region, before the bucket that is logged",
    why="S3 answers InvalidTargetBucketForLogging, and the bucket is not made.",
    fix="Refer to a log bucket of the same stack by Ref.",
    source="S3 user guide"
    " (https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html): same"
    " Region and account",
    about=("AWS::S3::Bucket",),
    at="LoggingConfiguration",
    judge=judge,
)
