"""S3-009: selection criteria of a replication rule select something."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_CRITERIA = ("SseKmsEncryptedObjects", "ReplicaModifications")


def judge(criteria: Property, _: View) -> Iterator[Fault]:
    """A fault for criteria without any criterion."""
    if not any(criteria.has(name) for name in _CRITERIA):
        yield Fault(criteria, "SourceSelectionCriteria is empty.")


TRUTH = Truth(
    id="S3-009",
    title="SourceSelectionCriteria of a replication rule is not empty",
    why="S3 refuses the replication configuration as malformed, and the bucket is not made.",
    fix="Add SseKmsEncryptedObjects or ReplicaModifications, or leave SourceSelectionCriteria out.",
    source="GitHub hashicorp/terraform-provider-aws#44192 (MalformedXML for an empty SourceSelectionCriteria)",
    about=("AWS::S3::Bucket",),
    at="ReplicationConfiguration.Rules[].SourceSelectionCriteria",
    judge=judge,
)
