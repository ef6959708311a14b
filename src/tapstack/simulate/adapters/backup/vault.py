"""AWS::Backup::BackupVault."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.shapes import pick, renamed
from tapstack.simulate.adapters.tags import changes, tags
from tapstack.simulate.resources import Made, Wanted

_LOCK = ("MinRetentionDays", "MaxRetentionDays", "ChangeableForDays")


class BackupVault(Adapter):
    """A vault; Ref gives its name."""

    type = "AWS::Backup::BackupVault"
    carried = frozenset({"BackupVaultName", "EncryptionKeyArn", "LockConfiguration", "BackupVaultTags"})
    recorded = frozenset({"AccessPolicy", "Notifications"})
    # moto forgets ChangeableForDays, so that a lock in compliance mode looks like one in governance mode.

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateBackupVault, then its lock."""
        given, client = wanted.properties, bench.client("backup")
        name = given["BackupVaultName"]
        about = client.create_backup_vault(
            BackupVaultName=name, BackupVaultTags=_pairs(bench, wanted), **pick(given, "EncryptionKeyArn")
        )
        made = Made(name, {"BackupVaultArn": about["BackupVaultArn"], "BackupVaultName": name})
        with self.begun(made):
            self._lock(client, name, {}, given)
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """The lock and the tags."""
        client, arn = bench.client("backup"), made.attributes["BackupVaultArn"]
        self._lock(client, made.physical_id, before.properties, wanted.properties)
        new, gone = changes(_pairs(bench, before), _pairs(bench, wanted))
        if gone:
            client.untag_resource(ResourceArn=arn, TagKeyList=gone)
        if new:
            client.tag_resource(ResourceArn=arn, Tags=new)
        return made

    def _lock(self, client: Any, name: str, was: Any, given: Any) -> None:
        lock = given.get("LockConfiguration")
        if lock:
            client.put_backup_vault_lock_configuration(BackupVaultName=name, **pick(lock, *_LOCK))
        elif was.get("LockConfiguration"):
            client.delete_backup_vault_lock_configuration(BackupVaultName=name)

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteBackupVault, which refuses one that holds recovery points; one that is gone is no error."""
        client, name = bench.client("backup"), made.physical_id
        names = [one["BackupVaultName"] for one in client.list_backup_vaults()["BackupVaultList"]]
        if name in names:
            client.delete_backup_vault(BackupVaultName=name)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeBackupVault."""
        client = bench.client("backup")
        about = client.describe_backup_vault(BackupVaultName=made.physical_id)
        found = pick(about, "BackupVaultName", "EncryptionKeyArn")
        lock = renamed(about, {"MinRetentionDays": "MinRetentionDays", "MaxRetentionDays": "MaxRetentionDays"})
        found |= {"LockConfiguration": lock} if lock else {}
        pairs = client.list_tags(ResourceArn=made.attributes["BackupVaultArn"]).get("Tags", {})
        mine = wanted.properties.get("BackupVaultTags", {})
        return found | {"BackupVaultTags": {key: value for key, value in pairs.items() if key in mine}}


def _pairs(bench: Bench, wanted: Wanted) -> dict[str, str]:
    return tags(bench, wanted) | dict(wanted.properties.get("BackupVaultTags") or {})
