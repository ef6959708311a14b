"""S3-015: a rule that hands replicas over says to which account."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(destination: Property, _: View) -> Iterator[Fault]:
    """A fault for a change of owner without an account."""
    if destination.has("AccessControlTranslation") and not destination.has("Account"):
        yield Fault(
            destination["AccessControlTranslation"], "The replicas change their owner, and no Account is named."
        )


TRUTH = Truth(
    id="S3-015",
    title="A replication destination with AccessControlTranslation has an Account",
    why="S3 refuses the replication configuration, and the bucket is not made.",
    fix="Add Account, the id of the account that owns the destination bucket.",
    source="resource schema AWS::S3::Bucket, ReplicationDestination.Account (with AccessControlTranslation it is the"
    " destination owner's account); S3 user guide, Changing the replica owner (both are added)",
    about=("AWS::S3::Bucket",),
    at="ReplicationConfiguration.Rules[].Destination",
    judge=judge,
)
