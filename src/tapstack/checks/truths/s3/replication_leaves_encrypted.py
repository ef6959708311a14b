"""S3-012: a bucket that encrypts with KMS replicates what it encrypts."""

from collections.abc import Iterator

from tapstack.checks.truths.s3.encryption import uses_kms
from tapstack.checks.truths.s3.replication import runs, selects_encrypted
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(configuration: Property, _: View) -> Iterator[Fault]:
    """A fault where the bucket encrypts with KMS and none of its enabled rules selects such objects."""
    rules = configuration["Rules"].items
    if not uses_kms(configuration.item) or any(selects_encrypted(rule) for rule in rules):
        return
    if any(runs(rule) for rule in rules):
        yield Fault(configuration, "The bucket encrypts with KMS, and no rule selects objects encrypted with KMS.")


TRUTH = Truth(
    id="S3-012",
    title="A bucket that encrypts with KMS has a replication rule that selects encrypted objects",
    why="S3 silently leaves objects encrypted with KMS out of replication: the destination stays empty.",
    fix="Add SourceSelectionCriteria.SseKmsEncryptedObjects {Status: Enabled} and Destination.EncryptionConfiguration.",
    source="botocore s3 PutBucketReplication, Handling Replication of Encrypted Objects: those of SSE-KMS are"
    " not replicated by default",
    about=("AWS::S3::Bucket",),
    at="ReplicationConfiguration",
    judge=judge,
    later=True,
)
