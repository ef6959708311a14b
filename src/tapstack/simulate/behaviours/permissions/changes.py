"""The operations after which policies, or what conditions ask about, may be others than before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tapstack.simulate.cloud.clients import client

_READS = ("Get", "List", "Generate", "Simulate")
_CHANGES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "backup": ("PutBackupVaultAccessPolicy", "DeleteBackupVaultAccessPolicy"),
        "dynamodb": (
            *("CreateTable", "DeleteTable", "UpdateTable", "PutResourcePolicy", "DeleteResourcePolicy"),
            *("TagResource", "UntagResource"),
        ),
        "ec2": ("CreateTags", "DeleteTags"),
        "events": ("CreateEventBus", "DeleteEventBus", "UpdateEventBus", "PutPermission", "RemovePermission"),
        "kinesis": (
            *("CreateStream", "DeleteStream", "PutResourcePolicy", "DeleteResourcePolicy"),
            *("StartStreamEncryption", "StopStreamEncryption"),
        ),
        "kms": (
            *("CreateAlias", "DeleteAlias", "UpdateAlias", "CreateKey", "ReplicateKey", "PutKeyPolicy"),
            *("TagResource", "UntagResource"),
        ),
        "lambda": (
            *("AddPermission", "RemovePermission", "CreateFunction", "DeleteFunction", "TagResource", "UntagResource"),
            *("CreateEventSourceMapping", "DeleteEventSourceMapping", "UpdateEventSourceMapping"),
            "UpdateFunctionConfiguration",
        ),
        "s3": (
            *("CreateBucket", "DeleteBucket", "PutBucketPolicy", "DeleteBucketPolicy"),
            *("PutBucketEncryption", "DeleteBucketEncryption"),
        ),
        "secretsmanager": ("CreateSecret", "DeleteSecret", "PutResourcePolicy", "DeleteResourcePolicy", "UpdateSecret"),
        "sns": ("CreateTopic", "DeleteTopic", "SetTopicAttributes", "AddPermission", "RemovePermission"),
        "sqs": ("CreateQueue", "DeleteQueue", "SetQueueAttributes", "AddPermission", "RemovePermission"),
        "ssm": ("PutParameter", "DeleteParameter", "DeleteParameters"),
        "stepfunctions": ("CreateStateMachine", "DeleteStateMachine", "UpdateStateMachine"),
    }
)


def changes() -> Iterator[tuple[str, str]]:
    """The service and the operation of each; of IAM all that do more than read."""
    for service, operations in _CHANGES.items():
        yield from ((service, operation) for operation in operations)
    model = client("iam", "us-east-1").meta.service_model
    yield from (("iam", name) for name in model.operation_names if not name.startswith(_READS))
