"""S3-072: a public bucket policy is not blocked by the bucket's own public access block."""

from collections.abc import Iterator

from tapstack.checks.truths.resource_policies import allows, of_anyone, statements
from tapstack.checks.truths.s3.access import blocks
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(policy: Property, view: View) -> Iterator[Fault]:
    """A fault for a statement that allows everyone something without a condition, under BlockPublicPolicy."""
    public = [one for one in statements(policy) if allows(one) and not one.has("Condition") and of_anyone(one)]
    if not public:
        return
    bucket = view.find(policy.item["Bucket"], "AWS::S3::Bucket")
    if bucket and blocks(bucket, "BlockPublicPolicy"):
        yield Fault(public[0], f"The statement is public, and {bucket} has BlockPublicPolicy on.")


TRUTH = Truth(
    id="S3-072",
    title="A bucket with a public policy has BlockPublicPolicy off",
    why="S3 answers AccessDenied to the policy, and the stack fails.",
    fix="Name the principals or add a condition; or set BlockPublicPolicy: false where the public is meant.",
    source="resource schema AWS::S3::Bucket, BlockPublicPolicy (calls that put a public bucket policy are rejected); S3"
    " user guide, Default settings for new S3 buckets FAQ (all four blocks are on)",
    about=("AWS::S3::BucketPolicy",),
    at="PolicyDocument",
    judge=judge,
)
