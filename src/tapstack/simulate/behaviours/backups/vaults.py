"""Vaults: where they are, what encrypts them, how long they keep what is in them, and whom they refuse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from tapstack.simulate.adapters.backup.vault import BackupVault
from tapstack.simulate.adapters.shapes import document
from tapstack.simulate.behaviours.backups.arns import name_of, region_of
from tapstack.simulate.cloud.role import as_the_service

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life


@dataclass(frozen=True)
class Vault:
    """``key`` is the ARN of its key, or empty; ``least`` and ``most`` are the days that its lock wants, or None."""

    arn: str
    key: str
    locked: bool
    least: int | None
    most: int | None
    policy: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Its name."""
        return name_of(self.arn)

    @property
    def region(self) -> str:
        """Its region."""
        return region_of(self.arn)

    def keeps(self, lifecycle: Mapping[str, Any]) -> bool:
        """Whether a retention lies within what the lock wants; none is for ever.

        Source: botocore backup PutBackupVaultLockConfiguration.
        """
        days = lifecycle.get("DeleteAfterDays")
        if days is None:
            return self.most is None
        return (self.least or 0) <= days and (self.most is None or days <= self.most)

    def denies_everybody(self, action: str) -> bool:
        """Whether a statement of its policy without conditions denies an action to all principals."""
        return any(
            one["Effect"] == "Deny"
            and one.get("Principal") in _ALL
            and not one.get("Condition")
            and _names(one, action)
            for one in _list(self.policy.get("Statement"))
        )


_ALL: tuple[Any, ...] = ("*", {"AWS": "*"}, {"AWS": ["*"]})


def find_vault(life: Life, arn: str) -> Vault | None:
    """The vault of an ARN; None where there is none."""
    region, name = region_of(arn), name_of(arn)
    try:
        with as_the_service():
            about = life.client("backup", region).describe_backup_vault(BackupVaultName=name)
    except ClientError:
        return None
    kept = life.cloud.records.get(region, BackupVault.type, name) or {}
    policy = document(kept.get("AccessPolicy")) or {}
    days = (about.get("MinRetentionDays"), about.get("MaxRetentionDays"))
    return Vault(arn, about.get("EncryptionKeyArn") or "", bool(about.get("Locked")), *days, policy)


def _names(statement: Mapping[str, Any], action: str) -> bool:
    return any(one in ("*", "backup:*", action) for one in _list(statement.get("Action")))


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value] if value is not None else []
