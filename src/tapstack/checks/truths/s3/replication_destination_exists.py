"""S3-001: the bucket that objects are replicated to is there, and versioned, before the configuration is written."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(rule: Property, view: View) -> Iterator[Fault]:
    """A fault for a destination that no stack makes, that comes later, that is the bucket itself, or is unversioned."""
    destination = rule["Destination.Bucket"]
    bucket = view.find(destination, "AWS::S3::Bucket")
    if bucket is None:
        yield Fault(destination, f"No stack makes the destination {destination.shown}.")
    elif bucket is rule.item:
        yield Fault(destination, f"The destination {destination.shown} is the bucket itself.")
    elif rule.item.region == bucket.region and not view.before(rule.item, bucket):
        yield Fault(destination, f"The destination {bucket} is not yet there when {rule.item} is made.")
    elif not bucket["VersioningConfiguration.Status"].equals("Enabled"):
        yield Fault(destination, f"The destination {bucket} is not versioned.")


TRUTH = Truth(
    id="S3-001",
    title="A replication destination exists and is versioned before its source bucket is configured",
    why="S3 checks the destination when the configuration is written: InvalidRequest, and the stack fails.",
    fix="Deploy the region of the destination first, or write the rule only where the destination exists already.",
    source="resource schema AWS::S3::Bucket, ReplicationConfiguration (the destination must already exist and have"
    " versioning enabled)",
    about=("AWS::S3::Bucket",),
    at="ReplicationConfiguration.Rules[]",
    judge=judge,
)
