"""S3-003: a bucket that replicates is versioned."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(configuration: Property, _: View) -> Iterator[Fault]:
    """A fault where versioning is not Enabled."""
    status = configuration.item["VersioningConfiguration.Status"]
    if not status.equals("Enabled"):
        state = status.shown if status.given else "not configured"
        yield Fault(configuration, f"The bucket replicates, and its versioning is {state}.")


TRUTH = Truth(
    id="S3-003",
    title="A bucket that replicates has versioning enabled",
    why="S3 answers InvalidRequest to the replication configuration, and the bucket is not made.",
    fix="Add VersioningConfiguration: {Status: Enabled} to the source bucket.",
    source="resource schema AWS::S3::Bucket, ReplicationConfiguration (to enable replication, versioning must be"
    " enabled too); GitHub crossplane-contrib/provider-aws#553",
    about=("AWS::S3::Bucket",),
    at="ReplicationConfiguration",
    judge=judge,
)
