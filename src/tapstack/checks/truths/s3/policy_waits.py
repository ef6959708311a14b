"""S3-116: a bucket policy or access point waits for its bucket."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(name: Property, view: View) -> Iterator[Fault]:
    """A fault for a bucket of the same stack that is named and not waited for."""
    found = view.find(name, "AWS::S3::Bucket")
    if found and found.region == name.item.region and not view.before(name.item, found):
        yield Fault(name, f"{name.item.logical_id} does not wait for the bucket {found}.")


TRUTH = Truth(
    id="S3-116",
    title="A bucket policy or access point depends on its bucket",
    why="CloudFormation makes both at the same time: where the policy is faster, S3 answers NoSuchBucket.",
    fix="Refer to the bucket by Ref, or add DependsOn.",
    source="assumption: the policy may be faster than the bucket (CloudFormation user guide, DependsOn: resources"
    " without a dependency are made in parallel)",
    about=("AWS::S3::BucketPolicy", "AWS::S3::AccessPoint"),
    at="Bucket",
    severity=Severity.WARNING,
    judge=judge,
)
