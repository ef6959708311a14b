"""Backup vaults: a vault is deleted when it holds no recovery point, and its own policy may forbid to delete any.

Sources: botocore backup, DescribeBackupVault (Locked, LockDate: from then on the lock cannot be lifted),
DeleteBackupVault (only an empty vault), DeleteRecoveryPoint (of a continuous backup: deletes and stops it),
DeleteBackupVaultLockConfiguration (refused once the lock is immutable), CalculatedLifecycle.DeleteAt.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import ClientError

from tapstack.deploy.stores.access import Access, Wishes
from tapstack.deploy.stores.outcome import ABSENT, DELETED, LEFT, UNDER_WAY, Outcome
from tapstack.deploy.stores.refusals import code_of, if_there, told
from tapstack.deploy.stores.seen import Seen

_GONE = ("ResourceNotFoundException",)


def look(access: Access, name: str) -> Seen | None:
    """The vault, with the number of its recovery points and its lock."""
    about = _about(access, name)
    return (
        None
        if about is None
        else Seen(
            name=name,
            arn=about["BackupVaultArn"],
            region=access.region,
            unit="recovery points",
            count=about.get("NumberOfRecoveryPoints", 0),
            state=about.get("VaultState", ""),
            key=about.get("EncryptionKeyArn"),
            notes=_notes(about),
        )
    )


def remove(access: Access, name: str, wishes: Wishes) -> Outcome:
    """Delete every recovery point, then the vault; a lock is lifted only where it can be and the user allows it."""
    about = _about(access, name)
    if about is None:
        return Outcome(ABSENT, "No such vault.")
    if about.get("NumberOfRecoveryPoints", 0):
        left = _empty(access, name, about, wishes)
        if left:
            return left
    access.client("backup").delete_backup_vault(BackupVaultName=name)
    return Outcome(DELETED)


def _empty(access: Access, name: str, about: dict[str, Any], wishes: Wishes) -> Outcome | None:
    """None once no recovery point is left."""
    client = access.client("backup")
    if about.get("Locked"):
        if _for_good(about) or not wishes.bypass_governance:
            return _locked(client, name, about)
        client.delete_backup_vault_lock_configuration(BackupVaultName=name)
    if_there(lambda: client.delete_backup_vault_access_policy(BackupVaultName=name), _GONE)
    refused: list[str] = []
    for point in _points(client, name):
        try:
            client.delete_recovery_point(BackupVaultName=name, RecoveryPointArn=point["RecoveryPointArn"])
        except ClientError as error:
            refused.append(told(error))
    if refused:
        return Outcome(
            LEFT, f"{len(refused)} of its recovery points cannot be deleted ({refused[0]}).", _end(client, name)
        )
    if access.wait_until(lambda: not list(_points(client, name))):
        return None
    return Outcome(UNDER_WAY, "Its recovery points are being deleted: look again later.")


def _locked(client: Any, name: str, about: dict[str, Any]) -> Outcome:
    """A locked vault keeps each recovery point until its retention has passed."""
    count = about["NumberOfRecoveryPoints"]
    if _for_good(about):
        why = f"It is locked for good since {about['LockDate'].isoformat()}"
        remedy = "nobody deletes its recovery points before their time."
    else:
        why = "It is locked, against mistakes"
        remedy = "allow the lock to be lifted with --bypass-governance."
    return Outcome(LEFT, f"{why}; {count} recovery points stay: {remedy}", _end(client, name))


def _end(client: Any, name: str) -> datetime | None:
    """When the last recovery point may be deleted; None where one has no end."""
    ends = [point.get("CalculatedLifecycle", {}).get("DeleteAt") for point in _points(client, name)]
    return max(ends) if ends and all(ends) else None


def _for_good(about: dict[str, Any]) -> bool:
    date = about.get("LockDate")
    return date is not None and date <= datetime.now(UTC)


def _points(client: Any, name: str) -> Iterator[dict[str, Any]]:
    for page in client.get_paginator("list_recovery_points_by_backup_vault").paginate(BackupVaultName=name):
        yield from page.get("RecoveryPoints", [])


def _about(access: Access, name: str) -> dict[str, Any] | None:
    """DescribeBackupVault; a vault that is not there may be refused as one that the caller may not see."""
    client = access.client("backup")
    try:
        found: dict[str, Any] = client.describe_backup_vault(BackupVaultName=name)
    except ClientError as error:
        if code_of(error) in _GONE or (code_of(error) == "AccessDeniedException" and not _listed(client, name)):
            return None
        raise
    return found


def _listed(client: Any, name: str) -> bool:
    pages = client.get_paginator("list_backup_vaults").paginate()
    return any(one["BackupVaultName"] == name for page in pages for one in page["BackupVaultList"])


def _notes(about: dict[str, Any]) -> tuple[str, ...]:
    if not about.get("Locked"):
        return ()
    if _for_good(about):
        return (f"It is locked for good since {about['LockDate'].isoformat()}.",)
    date = about.get("LockDate")
    return (f"It is locked; the lock can be lifted until {date.isoformat()}." if date else "It is locked, liftably.",)
