"""S3-140: what has a name of its own and outlives a failed creation does not stand in the way of the next."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(name: Property, _: View) -> Iterator[Fault]:
    """A fault for a named bucket that is retained whatever happens."""
    policy = name.item.body["DeletionPolicy"]
    if policy.equals("Retain"):
        yield Fault(name, f"The bucket has the name {name.shown} and is retained even if the creation fails.")


TRUTH = Truth(
    id="S3-140",
    title="A bucket with a name of its own is retained by RetainExceptOnCreate, not by Retain",
    why="After a failed creation the empty bucket stays, and the next attempt fails: the name is taken.",
    fix="Set DeletionPolicy: RetainExceptOnCreate.",
    source="assumption: creations do fail and are tried again (CloudFormation user guide, DeletionPolicy:"
    " RetainExceptOnCreate deletes what a failed creation made, Retain keeps it)",
    about=("AWS::S3::Bucket",),
    at="BucketName",
    severity=Severity.WARNING,
    judge=judge,
)
