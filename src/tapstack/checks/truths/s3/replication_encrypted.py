"""S3-010: a rule that replicates encrypted objects names the key of the replicas, and the other way round."""

from collections.abc import Iterator

from tapstack.checks.truths.s3.replication import selects_encrypted
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_KEY = "Destination.EncryptionConfiguration.ReplicaKmsKeyID"


def judge(rule: Property, _: View) -> Iterator[Fault]:
    """A fault where one of the two is there without the other."""
    selects, has_key = selects_encrypted(rule), rule.has(_KEY)
    if selects and not has_key:
        yield Fault(rule, "The rule selects objects encrypted with KMS and names no ReplicaKmsKeyID.")
    if has_key and not rule.has("SourceSelectionCriteria.SseKmsEncryptedObjects"):
        yield Fault(rule[_KEY], "The rule names a ReplicaKmsKeyID and says nothing of objects encrypted with KMS.")


TRUTH = Truth(
    id="S3-010",
    title="SseKmsEncryptedObjects and EncryptionConfiguration.ReplicaKmsKeyID stand together",
    why="S3 refuses the replication configuration, and the bucket is not made.",
    fix="Write both: SourceSelectionCriteria.SseKmsEncryptedObjects {Status: Enabled} and the key in the"
    " destination's region.",
    source="botocore s3 Destination.EncryptionConfiguration: required where SourceSelectionCriteria is"
    " specified; hashicorp/terraform-provider-aws#26241 (a key without SseKmsEncryptedObjects is"
    " refused)",
    about=("AWS::S3::Bucket",),
    at="ReplicationConfiguration.Rules[]",
    judge=judge,
)
