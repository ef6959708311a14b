"""S3-112: actions on objects have objects as resources, actions on buckets have buckets."""

import re
from collections.abc import Iterator

from tapstack.checks.truths.resource_policies import statements
from tapstack.checks.truths.s3.resources import resource_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_BUCKET = re.compile(
    "s3:(ListBucket(Versions|MultipartUploads)?|(Get|Put|Delete)Bucket[A-Za-z]+|DeleteBucket"
    "|(Get|Put)(Lifecycle|Replication|Encryption|Inventory|Analytics|Metrics|Accelerate)Configuration)"
)
_OBJECT = re.compile(
    "s3:((Get|Put|Delete)Object(Version)?(Acl|Tagging|Attributes|Torrent|Retention|LegalHold)?"
    "|AbortMultipartUpload|ListMultipartUploadParts|RestoreObject|Replicate(Object|Delete|Tags)"
    "|ObjectOwnerOverrideToBucketOwner|BypassGovernanceRetention|GetObjectVersionForReplication)"
)


def judge(policy: Property, _: View) -> Iterator[Fault]:
    """A fault for each action that can apply to none of the resources of its statement."""
    for statement in statements(policy):
        if not statement.has("Resource") or statement.has("NotAction"):
            continue
        levels = {_level(resource.pattern) for resource in statement["Resource"].items}
        for action in statement["Action"].items:
            if levels == {"objects"} and _BUCKET.fullmatch(action.text):
                yield Fault(action, f"{action.shown} is an action on buckets, and its resources are objects.")
            elif levels == {"bucket"} and _OBJECT.fullmatch(action.text):
                yield Fault(action, f"{action.shown} is an action on objects, and its resource is the bucket.")


def _level(text: str) -> str:
    found = resource_of(text)
    if found is None:
        return "any"
    return "objects" if found.rest else "bucket"


TRUTH = Truth(
    id="S3-112",
    title="Each action of a bucket policy applies to one of the resources of its statement",
    why="S3 answers MalformedPolicy: Action does not apply to any resource(s) in statement.",
    fix="Give s3:ListBucket and its like the bucket's Arn, s3:GetObject and its like the Arn followed by /*.",
    source="GitHub aws-amplify/docs#7799, ministryofjustice/modernisation-platform#10762 (MalformedPolicy); IAM service"
    " authorization reference, Amazon S3 (resource types of each action)",
    about=("AWS::S3::BucketPolicy",),
    at="PolicyDocument",
    judge=judge,
)
