"""The commands of AWS's own client that remove what was retained, for whoever wants no tapstack for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tapstack.deploy.destroy.fate import Fate

_LIFT: Final = "aws dynamodb update-table --region {region} --table-name {name} --no-deletion-protection-enabled"
_TABLE: Final = "aws dynamodb delete-table --region {region} --table-name {name}"
_COMMANDS: Final[dict[str, tuple[str, ...]]] = {
    "AWS::Backup::BackupVault": ("aws backup delete-backup-vault --region {region} --backup-vault-name {name}",),
    "AWS::DynamoDB::GlobalTable": (_LIFT, _TABLE),
    "AWS::DynamoDB::Table": (_LIFT, _TABLE),
    "AWS::KMS::Key": ("aws kms schedule-key-deletion --region {region} --key-id {name} --pending-window-in-days 30",),
    "AWS::Kinesis::Stream": (
        "aws kinesis delete-stream --region {region} --stream-name {name} --enforce-consumer-deletion",
    ),
    "AWS::Logs::LogGroup": ("aws logs delete-log-group --region {region} --log-group-name {name}",),
    "AWS::S3::Bucket": ("aws s3 rb --region {region} s3://{name}",),
    "AWS::SQS::Queue": ("aws sqs delete-queue --region {region} --queue-url {name}",),
}
"""Source: botocore, the operations of these names. Buckets and vaults must be empty first, versions and all."""


def commands(fate: Fate) -> list[str]:
    """What removes it: tapstack's own command, which empties it first, then AWS's."""
    found = _COMMANDS.get(fate.type, ())
    given = {"region": fate.region, "name": fate.physical_id}
    ours = [f"tapstack purge --region {fate.region} --store {fate.logical_id}"] if found else []
    lifts = [one for one in found if one is not _LIFT or fate.protected]
    return [*ours, *(one.format(**given) for one in lifts)]
