"""S3-071: a public ACL is not blocked by the bucket's own public access block."""

from collections.abc import Iterator

from tapstack.checks.truths.s3.access import PUBLIC_ACLS, blocks, takes_acls
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(acl: Property, _: View) -> Iterator[Fault]:
    """A fault for a public ACL under BlockPublicAcls, which is on where no block is configured."""
    if acl.is_in(*PUBLIC_ACLS) and takes_acls(acl.item) and blocks(acl.item, "BlockPublicAcls"):
        yield Fault(acl, f"The ACL {acl.shown} is public, and BlockPublicAcls is on.")


TRUTH = Truth(
    id="S3-071",
    title="A bucket with a public ACL has BlockPublicAcls off",
    why="S3 answers AccessDenied to the ACL, and the bucket is not made.",
    fix="Give access by a bucket policy or CloudFront; or set BlockPublicAcls: false where the public is meant.",
    source="resource schema AWS::S3::Bucket, BlockPublicAcls (PUT Bucket calls fail if the request includes a public"
    " ACL); S3 user guide, Default settings for new S3 buckets FAQ (all four blocks are on)",
    about=("AWS::S3::Bucket",),
    at="AccessControl",
    judge=judge,
)
