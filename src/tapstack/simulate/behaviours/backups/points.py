"""Recovery points: in the world's records, so that a vault that holds one stays; what is in them is kept here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tapstack.simulate.adapters.backup import RECOVERY_POINT
from tapstack.simulate.behaviours.backups.events import point_event

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.backups.contents import Contents
    from tapstack.simulate.behaviours.backups.jobs import Jobs
    from tapstack.simulate.behaviours.backups.vaults import Vault
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.clock import Steps

About = dict[str, Any]


class Points:
    """The points of all vaults, and what is in them."""

    def __init__(self, life: Life, jobs: Jobs) -> None:
        self._life = life
        self._jobs = jobs
        self._contents: dict[str, Contents] = {}

    def keep(self, vault: Vault, arn: str, contents: Contents, about: Mapping[str, Any]) -> About:
        """A completed point in a vault, until its lifecycle ends, which counts from its CreationDate."""
        lifecycle = about.get("Lifecycle") or {}
        made: About = {
            "RecoveryPointArn": arn,
            "BackupVaultName": vault.name,
            "BackupVaultArn": vault.arn,
            "Status": "COMPLETED",
            "BackupSizeInBytes": contents.size,
            "IsEncrypted": bool(vault.key),
            "StorageClass": "WARM",
            "VaultType": "BACKUP_VAULT",
            "IsParent": False,
            "CompletionDate": self._life.clock.moment,
            **({"EncryptionKeyArn": vault.key} if vault.key else {}),
            **about,
            **_calculated(about["CreationDate"], lifecycle),
        }
        self._contents[arn] = contents
        self._life.cloud.records.keep(vault.region, RECOVERY_POINT, arn, made)
        self._jobs.tell(vault.region, point_event(made))
        if "DeleteAfterDays" in lifecycle:
            self._life.begin(self._expire(vault.region, arn, made["CalculatedLifecycle"]["DeleteAt"]))
        return made

    def find(self, region: str, arn: str, vault: str | None = None) -> About | None:
        """A point by its ARN, in a vault by its name if one is given; None where there is none."""
        found = self._life.cloud.records.get(region, RECOVERY_POINT, arn)
        return found if found is not None and vault in (None, found["BackupVaultName"]) else None

    def in_region(self, region: str) -> list[About]:
        """The points of a region, in the order in which they came."""
        return list(self._life.cloud.records.of(RECOVERY_POINT, region).values())

    def contents(self, arn: str) -> Contents:
        """What is in a point."""
        return self._contents[arn]

    def restored(self, region: str, arn: str) -> None:
        """A point was restored, now."""
        if (found := self.find(region, arn)) is not None:
            changed = {**found, "LastRestoreTime": self._life.clock.moment}
            self._life.cloud.records.keep(region, RECOVERY_POINT, arn, changed)

    def delete(self, region: str, arn: str) -> None:
        """A point goes, and what is in it."""
        if (found := self.find(region, arn)) is not None:
            self._life.cloud.records.drop(region, RECOVERY_POINT, arn)
            del self._contents[arn]
            self._jobs.tell(region, point_event({**found, "Status": "DELETING"}))

    def _expire(self, region: str, arn: str, at: datetime) -> Steps[None]:
        """Its lifecycle ends it, whatever the vault's policy says to people (assumed)."""
        yield self._life.clock.pause((at - self._life.clock.moment).total_seconds())
        yield self._life.outages.back(region)
        self.delete(region, arn)


def _calculated(created: datetime, lifecycle: Mapping[str, Any]) -> About:
    if "DeleteAfterDays" not in lifecycle:
        return {}
    return {"CalculatedLifecycle": {"DeleteAt": created + timedelta(days=lifecycle["DeleteAfterDays"])}}
