"""What AWS Backup may back up in a region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.cloud.role import as_the_service

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life


def opted_in(life: Life, region: str, kind: str) -> bool:
    """Whether a resource type is backed up."""
    with as_the_service():
        about = life.client("backup", region).describe_region_settings()
    return bool(about["ResourceTypeOptInPreference"].get(kind))


def advanced(life: Life, region: str) -> bool:
    """Whether DynamoDB's advanced features are on: the vault's key encrypts, and backups can be copied.

    Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/advanced-ddb-backup.html
    """
    with as_the_service():
        about = life.client("backup", region).describe_region_settings()
    return bool(about["ResourceTypeManagementPreference"].get("DynamoDB"))
