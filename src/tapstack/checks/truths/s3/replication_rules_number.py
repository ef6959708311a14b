"""S3-014: a replication configuration has between one and a thousand rules."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(rules: Property, _: View) -> Iterator[Fault]:
    """A fault for no rule and for too many."""
    number = len(rules.items)
    if not 1 <= number <= 1000:
        yield Fault(rules, f"The replication configuration has {number} rules; it takes 1 to 1,000.")


TRUTH = Truth(
    id="S3-014",
    title="A replication configuration has between 1 and 1,000 rules",
    why="S3 refuses the replication configuration, and the bucket is not made.",
    fix="Leave ReplicationConfiguration out where nothing is replicated; join rules by broader prefixes.",
    source="resource schema AWS::S3::Bucket, ReplicationConfiguration.Rules (at least one and at most 1,000 rules)",
    about=("AWS::S3::Bucket",),
    at="ReplicationConfiguration.Rules",
    judge=judge,
)
