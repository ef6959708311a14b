"""What texts say of the key that they name, and the keys that resources name."""

import re
from collections.abc import Iterator

from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, Property
from tapstack.graph.stackset.attributes import attribute_of

KEYS = ("AWS::KMS::Key", "AWS::KMS::ReplicaKey", "AWS::KMS::Alias")
_ARN = re.compile(r"arn:aws[a-z-]*:kms:([a-z]{2}(?:-[a-z]+)+-\d):.*?:(key|alias)/", re.DOTALL)
_BUCKET = "BucketEncryption.ServerSideEncryptionConfiguration[]"
PATHS = {
    "AWS::Backup::BackupVault": "EncryptionKeyArn",
    "AWS::DocDB::DBCluster": "KmsKeyId",
    "AWS::DynamoDB::Table": "SSESpecification.KMSMasterKeyId",
    "AWS::EC2::Volume": "KmsKeyId",
    "AWS::ECR::Repository": "EncryptionConfiguration.KmsKey",
    "AWS::EFS::FileSystem": "KmsKeyId",
    "AWS::EKS::Cluster": "EncryptionConfig[].Provider.KeyArn",
    "AWS::ElastiCache::ReplicationGroup": "KmsKeyId",
    "AWS::Events::EventBus": "KmsKeyIdentifier",
    "AWS::FSx::FileSystem": "KmsKeyId",
    "AWS::Kinesis::Stream": "StreamEncryption.KeyId",
    "AWS::KinesisFirehose::DeliveryStream": "DeliveryStreamEncryptionConfigurationInput.KeyARN",
    "AWS::Lambda::Function": "KmsKeyArn",
    "AWS::Logs::LogGroup": "KmsKeyId",
    "AWS::Neptune::DBCluster": "KmsKeyId",
    "AWS::OpenSearchService::Domain": "EncryptionAtRestOptions.KmsKeyId",
    "AWS::RDS::DBCluster": "KmsKeyId",
    "AWS::RDS::DBInstance": "KmsKeyId",
    "AWS::Redshift::Cluster": "KmsKeyId",
    "AWS::S3::Bucket": f"{_BUCKET}.ServerSideEncryptionByDefault.KMSMasterKeyID",
    "AWS::Scheduler::Schedule": "KmsKeyArn",
    "AWS::SecretsManager::Secret": "KmsKeyId",
    "AWS::SNS::Topic": "KmsMasterKeyId",
    "AWS::SQS::Queue": "KmsMasterKeyId",
    "AWS::StepFunctions::StateMachine": "EncryptionConfiguration.KmsKeyId",
}
"""Where a resource names the key that encrypts it: a symmetric key of its own region."""


def named_keys(resource: Property) -> Iterator[Property]:
    """The keys that a resource is encrypted with, other than those that AWS keeps. Raises NotKnown."""
    for key in resource.each(PATHS[resource.item.type]):
        if key.pattern and "alias/aws/" not in key.pattern:
            yield key


def region_of(key: Property) -> str:
    """The region that the ARN of a key or alias names; "" where it is no ARN or leaves that open. Raises NotKnown."""
    found = _ARN.match(key.pattern)
    return found[1] if found else ""


def names_alias(key: Property) -> bool:
    """Whether it names an alias, by name or ARN. Raises NotKnown."""
    found = _ARN.match(key.pattern)
    return found[2] == "alias" if found else key.pattern.startswith("alias/")


def is_arn(key: Property, view: View) -> bool:
    """Whether it is an ARN, not the id or the name of a key. Raises NotKnown."""
    if key.pattern.startswith("\ue000"):
        attribute = attribute_of(key.pattern)
        if attribute is None and view.find(key, *KEYS) is None:
            raise key.unknown()
        return attribute is not None and attribute.name.lower().endswith("arn")
    return key.pattern.startswith("arn:")


def key_of(reference: Property, view: View) -> Item | None:
    """The key that a reference leads to, through an alias too; None where no stack makes it. Raises NotKnown."""
    found = view.find(reference, *KEYS)
    if found and found.type == "AWS::KMS::Alias":
        return key_of(found["TargetKeyId"], view)
    return found
