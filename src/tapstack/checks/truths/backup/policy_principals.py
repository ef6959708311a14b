"""BACKUP-022: the roles and users that the access policy of a vault names are there before the vault."""

from tapstack.checks.truths.named_principals import missing
from tapstack.checks.truths.truth import Truth
from tapstack.findings import Severity

TRUTH = Truth(
    id="BACKUP-022",
    title="Roles and users that the access policy of a vault names exist before the vault is made",
    why="Backup answers InvalidParameterValueException to the policy, and the vault is not made.",
    fix="Refer to the role by its Arn so that the vault waits for it, or name the account's root.",
    source="assumption: Backup checks principals as S3 and KMS do (botocore backup PutBackupVaultAccessPolicy)",
    about=("AWS::Backup::BackupVault",),
    at="AccessPolicy",
    severity=Severity.WARNING,
    judge=missing,
)
