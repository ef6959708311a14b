"""S3-111: the statements of a bucket policy speak of that bucket."""

from collections.abc import Iterator

from tapstack.checks.truths.resource_policies import statements
from tapstack.checks.truths.s3.resources import has_name, resource_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, Property
from tapstack.render.pattern import alike


def judge(policy: Property, view: View) -> Iterator[Fault]:
    """A fault for each resource that is certainly another bucket, or a part of one."""
    for statement in statements(policy):
        for name in ("Resource", "NotResource"):
            for resource in statement[name].items:
                if _other(resource, policy.item, view):
                    yield Fault(resource, f"{resource.shown} is no part of the bucket {policy.item['Bucket'].shown}.")


def _other(resource: Property, policy: Item, view: View) -> bool:
    found = resource_of(resource.pattern)
    if not found:
        return False
    theirs, ours = found.bucket, policy["Bucket"].pattern
    buckets = view.all("AWS::S3::Bucket", region=policy.region)
    named = [[one for one in buckets if has_name(one, name)] for name in (theirs, ours)]
    return bool(named[0] and named[1] and named[0] != named[1]) or alike(theirs, ours) is False


TRUTH = Truth(
    id="S3-111",
    title="The resources of a bucket policy are its bucket and the objects in it",
    why="S3 answers MalformedPolicy: Policy has invalid resource.",
    fix="Build the resources from the bucket: its Arn, and its Arn followed by /*.",
    source="GitHub aws-samples/aws-serverless-appsync-app#4 (PutBucketPolicy: Policy has invalid resource)",
    about=("AWS::S3::BucketPolicy",),
    at="PolicyDocument",
    judge=judge,
)
