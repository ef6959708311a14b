"""S3-070: a bucket with an ACL has ACLs turned on."""

from collections.abc import Iterator

from tapstack.checks.truths.s3.access import ACLS, takes_acls
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(acl: Property, _: View) -> Iterator[Fault]:
    """A fault for an ACL that grants something where ACLs are off."""
    if acl.is_in(*ACLS) and not takes_acls(acl.item):
        yield Fault(acl, f"The bucket has the ACL {acl.shown}, and its ownership controls leave ACLs off.")


TRUTH = Truth(
    id="S3-070",
    title="A bucket with an ACL has ownership controls that take ACLs",
    why="S3 answers InvalidBucketAclWithObjectOwnership, and the bucket is not made.",
    fix="Remove AccessControl and write a bucket policy, or add OwnershipControls with BucketOwnerPreferred.",
    source="resource schema AWS::S3::Bucket, AccessControl (ACLs are off by default: deployment fails with any value"
    " other than Private unless OwnershipControls turn them on)",
    about=("AWS::S3::Bucket",),
    at="AccessControl",
    judge=judge,
)
