"""LOSS-003: a key is kept for as long as the data that is encrypted with it."""

from collections.abc import Iterator
from typing import Final

from tapstack.checks.truths.loss.keeping import kept
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, Property

_KEYS: Final = {
    "AWS::Backup::BackupVault": "EncryptionKeyArn",
    "AWS::DocDB::DBCluster": "KmsKeyId",
    "AWS::DynamoDB::GlobalTable": "Replicas[].SSESpecification.KMSMasterKeyId",
    "AWS::DynamoDB::Table": "SSESpecification.KMSMasterKeyId",
    "AWS::EC2::Volume": "KmsKeyId",
    "AWS::EFS::FileSystem": "KmsKeyId",
    "AWS::FSx::FileSystem": "KmsKeyId",
    "AWS::Kinesis::Stream": "StreamEncryption.KeyId",
    "AWS::Logs::LogGroup": "KmsKeyId",
    "AWS::Neptune::DBCluster": "KmsKeyId",
    "AWS::OpenSearchService::Domain": "EncryptionAtRestOptions.KmsKeyId",
    "AWS::RDS::DBCluster": "KmsKeyId",
    "AWS::RDS::DBInstance": "KmsKeyId",
    "AWS::Redshift::Cluster": "KmsKeyId",
    "AWS::S3::Bucket": "BucketEncryption.ServerSideEncryptionConfiguration[]"
    ".ServerSideEncryptionByDefault.KMSMasterKeyID",
    "AWS::SQS::Queue": "KmsMasterKeyId",
    "AWS::SecretsManager::Secret": "KmsKeyId",
    "AWS::Timestream::Database": "KmsKeyId",
}


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for each key of the set that goes with its stack while the data stays."""
    item = properties.item
    names = list(properties.each(_KEYS[item.type]))
    if not names or not kept(item):
        return
    for name in names:
        key = _key(name, view)
        if key is not None and not kept(key):
            yield Fault(name, f"{item.logical_id} outlives its stack, and its key {key} is deleted with it.")


def _key(name: Property, view: View) -> Item | None:
    """The key of the set that a name stands for; None for one of AWS's own, or none."""
    if not name.given or name.pattern.rpartition(":")[2].startswith("alias/aws/"):
        return None
    found = view.find(name, "AWS::KMS::Key", "AWS::KMS::Alias")
    if found is not None and found.type == "AWS::KMS::Alias":
        return view.find(found["TargetKeyId"], "AWS::KMS::Key")
    return found


TRUTH = Truth(
    id="LOSS-003",
    title="The key of data that outlives its stack outlives it too",
    why="CloudFormation schedules the key for deletion with the stack; after the waiting period nobody can read the"
    " data that was kept.",
    fix="Give the key DeletionPolicy: Retain or RetainExceptOnCreate, and UpdateReplacePolicy: Retain.",
    source="resource schema AWS::KMS::Key, PendingWindowInDays (a key that leaves the stack is scheduled for deletion);"
    " https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html (data under a deleted key is lost)",
    about=tuple(_KEYS),
    judge=judge,
    later=True,
)
