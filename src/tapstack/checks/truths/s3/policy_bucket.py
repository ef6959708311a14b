"""S3-114: the bucket of a policy or access point is there, in the same region."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(name: Property, view: View) -> Iterator[Fault]:
    """A fault for a bucket that is nowhere or in another region."""
    found = view.find(name, "AWS::S3::Bucket")
    if found is None:
        yield Fault(name, f"No stack makes the bucket {name.shown}.")
    elif found.region != name.item.region:
        yield Fault(name, f"The bucket is {found}, and {name.item.logical_id} in {name.item.region}.")


TRUTH = Truth(
    id="S3-114",
    title="The bucket of a bucket policy or access point exists in the same region",
    why="S3 answers NoSuchBucket or PermanentRedirect, and the stack fails.",
    fix="Refer to the bucket of the same stack by Ref.",
    source="botocore s3, NoSuchBucket (the specified bucket does not exist); botocore s3control CreateAccessPoint (the"
    " bucket that the access point belongs to)",
    about=("AWS::S3::BucketPolicy", "AWS::S3::AccessPoint"),
    at="Bucket",
    judge=judge,
)
