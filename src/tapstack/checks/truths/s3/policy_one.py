"""S3-110: a bucket has one policy."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property


def judge(bucket: Property, view: View) -> Iterator[Fault]:
    """A fault where another policy of the region names the same bucket."""
    for other in view.all("AWS::S3::BucketPolicy", region=bucket.item.region):
        if other is not bucket.item and other["Bucket"].pattern == bucket.pattern:
            if not other.certain:
                raise NotKnown(f"whether {other} is made is not known")
            yield Fault(bucket, f"{other} is a policy of the bucket {bucket.shown} too.")


TRUTH = Truth(
    id="S3-110",
    title="A bucket has one bucket policy",
    why="S3 keeps one policy for each bucket: CloudFormation fails on the second, or it replaces the first.",
    fix="Join the statements in one AWS::S3::BucketPolicy.",
    source="botocore s3 PutBucketPolicy (applies a policy to the bucket, replacing what is there); GitHub"
    " aws-cloudformation/cloudformation-coverage-roadmap#1068 (the bucket policy already exists on bucket)",
    about=("AWS::S3::BucketPolicy",),
    at="Bucket",
    judge=judge,
)
