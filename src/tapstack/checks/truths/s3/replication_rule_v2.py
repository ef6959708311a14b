"""S3-002: a replication rule with a filter says what its form asks for."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_NEEDED = ("Priority", "DeleteMarkerReplication")


def judge(rule: Property, _: View) -> Iterator[Fault]:
    """A fault for each of the two that is missing beside a filter."""
    if rule.has("Filter"):
        for name in _NEEDED:
            if not rule.has(name):
                yield Fault(rule, f"The replication rule has a Filter and no {name}.")


TRUTH = Truth(
    id="S3-002",
    title="A replication rule with a Filter has Priority and DeleteMarkerReplication",
    why="S3 refuses the replication configuration as malformed, and the bucket is not made.",
    fix="Add Priority and DeleteMarkerReplication: {Status: Enabled or Disabled} to the rule.",
    source="botocore s3 PutBucketReplication: a rule with Filter must also have Status, Priority and"
    " DeleteMarkerReplication; resource schema AWS::S3::Bucket, ReplicationRule.Filter",
    about=("AWS::S3::Bucket",),
    at="ReplicationConfiguration.Rules[]",
    judge=judge,
)
