"""S3-004: a rule that filters by tag replicates no delete markers."""

from collections.abc import Iterator

from tapstack.checks.truths.s3.replication import filters_by_tag
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(rule: Property, _: View) -> Iterator[Fault]:
    """A fault for enabled delete marker replication beside a tag filter."""
    status = rule["DeleteMarkerReplication.Status"]
    if filters_by_tag(rule) and status.equals("Enabled"):
        yield Fault(status, "The rule filters by tag and has DeleteMarkerReplication Enabled.")


TRUTH = Truth(
    id="S3-004",
    title="A replication rule that filters by tag has DeleteMarkerReplication Disabled",
    why="S3 cannot replicate delete markers of objects chosen by tag and refuses the configuration.",
    fix="Set DeleteMarkerReplication.Status to Disabled, or filter by prefix only.",
    source="resource schema AWS::S3::Bucket, DeleteMarkerReplication: with a Tag in Filter, Status must be Disabled",
    about=("AWS::S3::Bucket",),
    at="ReplicationConfiguration.Rules[]",
    judge=judge,
)
