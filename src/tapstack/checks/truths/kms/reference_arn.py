"""KMS-014: where a service wants the ARN of a key, the ARN stands there."""

from collections.abc import Iterator

from tapstack.checks.truths.kms.keys import is_arn, named_keys
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_TYPES = (
    "AWS::Backup::BackupVault",
    "AWS::EKS::Cluster",
    "AWS::KinesisFirehose::DeliveryStream",
    "AWS::Lambda::Function",
    "AWS::Logs::LogGroup",
    "AWS::Scheduler::Schedule",
)


def judge(resource: Property, view: View) -> Iterator[Fault]:
    """A fault for the id of a key and for the name of an alias."""
    for key in named_keys(resource):
        if not is_arn(key, view):
            yield Fault(key, f"{key.shown} is no ARN.")


TRUTH = Truth(
    id="KMS-014",
    title="Log groups, functions, vaults and others that want the ARN of a key get it",
    why="The service refuses the id or the alias of a key, and the stack fails.",
    fix="Write Fn::GetAtt [Key, Arn] instead of Ref.",
    source="resource schemas AWS::Logs::LogGroup, KmsKeyId, and AWS::Lambda::Function, KmsKeyArn (patterns of ARNs);"
    " botocore backup CreateBackupVault, EncryptionKeyArn; logs CreateLogGroup, kmsKeyId (the ARN of the key)",
    about=_TYPES,
    judge=judge,
)
