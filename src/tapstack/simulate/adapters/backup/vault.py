"""AWS::Backup::BackupVault."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.backup.points import holds_points
from tapstack.simulate.adapters.backup.tagging import all_tags, own_tags, retag, untag
from tapstack.simulate.adapters.echo import echoed
from tapstack.simulate.adapters.names import token
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.resources import Made, RefusedError, Wanted

_LOCK = ("MinRetentionDays", "MaxRetentionDays", "ChangeableForDays")
_TAGS = "BackupVaultTags"


class BackupVault(Adapter):
    """A vault; Ref gives its name."""

    type = "AWS::Backup::BackupVault"
    carried = frozenset({"BackupVaultName", "EncryptionKeyArn", "LockConfiguration", _TAGS})
    recorded = frozenset({"AccessPolicy", "Notifications"})
    partly: ClassVar[Mapping[str, str]] = {
        "LockConfiguration/ChangeableForDays": "told as the date of the lock, by the service itself too",
    }

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateBackupVault, which refuses a name that is taken, then the lock."""
        given = wanted.properties
        about = bench.client("backup").create_backup_vault(
            BackupVaultName=given["BackupVaultName"],
            BackupVaultTags=all_tags(bench, wanted, _TAGS),
            CreatorRequestId=token(bench.owner, wanted),
            **pick(given, "EncryptionKeyArn"),
        )
        made = _made(wanted, about["BackupVaultArn"])
        with self.begun(made):
            self._lock(bench, made.physical_id, {}, given.get("LockConfiguration") or {})
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """The lock and the tags."""
        arn = made.attributes["BackupVaultArn"]
        old, new = (one.properties.get("LockConfiguration") or {} for one in (before, wanted))
        self._lock(bench, made.physical_id, old, new)
        retag(bench, arn, all_tags(bench, before, _TAGS), all_tags(bench, wanted, _TAGS))
        return _made(wanted, arn)

    def _lock(self, bench: Bench, name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        """A lock is put only where it differs: each put begins its days of grace anew, and after them is refused."""
        client = bench.client("backup")
        if old and old != new and (not new or "ChangeableForDays" in old):
            client.delete_backup_vault_lock_configuration(BackupVaultName=name)
        if new and old != new:
            client.put_backup_vault_lock_configuration(BackupVaultName=name, **pick(new, *_LOCK))

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteBackupVault; one that holds recovery points is refused, one that is gone is no error.

        Source: botocore backup DeleteBackupVault; its words: aws/aws-cdk issue 33711.
        """
        client, name = bench.client("backup"), made.physical_id
        if name not in [one["BackupVaultName"] for one in client.list_backup_vaults()["BackupVaultList"]]:
            return
        if holds_points(bench, name):
            why = "Backup vault cannot be deleted because it contains recovery points."
            raise RefusedError("InvalidRequestException", why, service="Backup")
        client.delete_backup_vault(BackupVaultName=name)
        untag(bench, made.attributes["BackupVaultArn"])

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeBackupVault, and the tags."""
        about = bench.client("backup").describe_backup_vault(BackupVaultName=made.physical_id)
        found = pick(about, "BackupVaultName", "EncryptionKeyArn")
        lock = pick(about, *_LOCK) if about.get("Locked") else {}
        found |= {"LockConfiguration": lock} if lock else {}
        return found | {_TAGS: own_tags(bench, made.attributes["BackupVaultArn"], wanted, _TAGS)}


def _made(wanted: Wanted, arn: str) -> Made:
    name = wanted.properties["BackupVaultName"]
    return Made(name, echoed(wanted) | {"BackupVaultArn": arn, "BackupVaultName": name})
