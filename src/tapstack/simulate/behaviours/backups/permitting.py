"""What keeps a backup job from running: its vault, its role, its keys.

Source: AWSBackupServiceRolePolicyForBackup and ...ForS3Backup; what is asked of a role for a table with advanced
features: https://github.com/widdix/aws-cf-templates/pull/633. The words: AWS's examples of events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from tapstack.simulate.behaviours.backups.allowed import allow, assume, use_key
from tapstack.simulate.behaviours.backups.arns import kind
from tapstack.simulate.behaviours.backups.contents import key_of_table
from tapstack.simulate.behaviours.backups.failing import JobEndedError
from tapstack.simulate.behaviours.backups.settings import advanced
from tapstack.simulate.behaviours.backups.vaults import Vault, find_vault

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.backups.backups import Backups
    from tapstack.simulate.behaviours.backups.jobs import Job

_ASKED = {
    "DynamoDB": ("dynamodb:ListTagsOfResource", "dynamodb:StartAwsBackupJob"),
    "S3": ("s3:GetBucketVersioning", "s3:ListBucketVersions", "s3:ListTagsForResource"),
}
_PLAIN = ("dynamodb:DescribeTable", "dynamodb:CreateBackup")
"""Of DynamoDB where its advanced features are off."""
KEY_ACTIONS = ("kms:DescribeKey", "kms:GenerateDataKey", "kms:Decrypt")


def permitted(backups: Backups, job: Job) -> Vault:
    """The vault. Raises JobEndedError for what keeps the job from running."""
    life, about, region = backups.life, job.about, job.region
    vault = find_vault(life, about["BackupVaultArn"])
    if vault is None:
        raise JobEndedError(f"Backup job failed because backup vault {about['BackupVaultArn']} does not exist.")
    if not vault.keeps(about.get("RecoveryPointLifecycle") or {}):
        why = "The retention specified in the job is not within the range specified for the target Backup Vault."
        raise JobEndedError(f"Backup job failed. {why}")
    role, arn = about["IamRoleArn"], about["ResourceArn"]
    assume(life, role, region)
    table = kind(arn) == "DynamoDB"
    managed = not table or advanced(life, region)
    for action in _ASKED[kind(arn)] if managed else _PLAIN:
        allow(life, role, action, arn, region)
    if vault.key and managed:
        use_key(life, role, KEY_ACTIONS, vault.key, "dynamodb" if table else "backup")
    if table and (key := _table_key(backups, arn)):
        use_key(life, role, ("kms:Decrypt",), key, "dynamodb")
    return vault


def _table_key(backups: Backups, arn: str) -> str:
    try:
        return key_of_table(backups.life, arn)
    except ClientError as error:
        raise JobEndedError(f"The resource {arn} does not exist") from error
