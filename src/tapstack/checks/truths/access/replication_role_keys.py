"""ACCESS-004: the role of a replication may use the keys at both ends."""

from collections.abc import Iterator

from tapstack.checks.truths.access.keys import key_need, key_of
from tapstack.checks.truths.access.needs import Need, faults
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_DEFAULTS = "BucketEncryption.ServerSideEncryptionConfiguration[].ServerSideEncryptionByDefault"


def judge(replication: Property, view: View) -> Iterator[Fault]:
    """A fault for a key that the role may not use, or whose policy does not let it."""
    yield from faults(replication["Role"], _needs(replication, view), view)


def _needs(replication: Property, view: View) -> Iterator[Need]:
    encrypted = [rule for rule in replication["Rules"].items if _selects_encrypted(rule)]
    for default in replication.item.properties.each(_DEFAULTS) if encrypted else ():
        if key := key_of(default["KMSMasterKeyID"], view):
            yield key_need(key, "s3", ("kms:Decrypt",), view)
    for rule in encrypted:
        if key := key_of(rule["Destination.EncryptionConfiguration.ReplicaKmsKeyID"], view):
            yield key_need(key, "s3", ("kms:Encrypt",), view)


def _selects_encrypted(rule: Property) -> bool:
    wanted = rule["SourceSelectionCriteria.SseKmsEncryptedObjects.Status"]
    return rule["Status"].equals("Enabled") and wanted.given and wanted.equals("Enabled")


TRUTH = Truth(
    id="ACCESS-004",
    title="The role of a replication may decrypt with the bucket's key and encrypt with the replica's key",
    why="S3 takes the configuration; every encrypted object then fails to replicate.",
    fix="Permit kms:Decrypt on the bucket's key and kms:Encrypt on the replica's key through s3 of each region, and let"
    " both key policies delegate to the account or name the role.",
    source="S3 user guide"
    " (https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html):"
    " kms:Decrypt on the source's key, kms:Encrypt on the replicas' key",
    about=("AWS::S3::Bucket",),
    at="ReplicationConfiguration",
    judge=judge,
    later=True,
)
