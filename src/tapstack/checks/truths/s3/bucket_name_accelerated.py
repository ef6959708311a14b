"""S3-052: a bucket with transfer acceleration has no periods in its name."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import TOKEN


def judge(configuration: Property, _: View) -> Iterator[Fault]:
    """A fault for a name with a period where acceleration is enabled."""
    name = configuration.item["BucketName"]
    if configuration["AccelerationStatus"].equals("Enabled") and "." in TOKEN.sub("", name.pattern):
        yield Fault(name, f"The bucket has transfer acceleration, and its name {name.shown} has a period.")


TRUTH = Truth(
    id="S3-052",
    title="A bucket with transfer acceleration has no period in its name",
    why="S3 answers InvalidRequest to the acceleration, and the bucket is not made.",
    fix="Use hyphens in the name, or do without acceleration.",
    source="badmintoncryer/cdk-preflight (pf-s3-accelerate-dotted-name): transfer acceleration of a name with"
    " dots is refused; S3 user guide, Bucket naming rules",
    about=("AWS::S3::Bucket",),
    at="AccelerateConfiguration",
    judge=judge,
)
