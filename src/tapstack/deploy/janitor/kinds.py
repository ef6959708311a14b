"""How each type of what is left is looked at and removed, and in which order the types go."""

from __future__ import annotations

from collections.abc import Mapping

from tapstack.deploy.janitor import alias, log_group, role
from tapstack.deploy.stores import KINDS as STORES
from tapstack.deploy.stores import Kind

KINDS: Mapping[str, Kind] = {
    "AWS::DynamoDB::GlobalTable": STORES["AWS::DynamoDB::GlobalTable"],
    "AWS::DynamoDB::Table": STORES["AWS::DynamoDB::Table"],
    "AWS::Kinesis::Stream": STORES["AWS::Kinesis::Stream"],
    "AWS::SQS::Queue": STORES["AWS::SQS::Queue"],
    "AWS::Backup::BackupVault": STORES["AWS::Backup::BackupVault"],
    "AWS::S3::Bucket": STORES["AWS::S3::Bucket"],
    "AWS::Logs::LogGroup": Kind(log_group.look, log_group.remove),
    "AWS::IAM::Role": Kind(role.look, role.remove),
    "AWS::KMS::Alias": Kind(alias.look, alias.remove),
    "AWS::KMS::Key": STORES["AWS::KMS::Key"],
}
"""In the order of removal: recovery points after what they are of, a key, which alone tells of its run for a week more,
after all that it encrypts."""

ORDER = tuple(KINDS)
