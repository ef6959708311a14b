"""Vaults: who may use them, and whom they tell.

Source: botocore backup, GetBackupVaultAccessPolicy and GetBackupVaultNotifications; the status of the errors is
assumed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tapstack.endpoint.told import recorded
from tapstack.simulate.cloud.calls import CallRefusedError

if TYPE_CHECKING:
    from tapstack.simulate.cloud import Cloud
    from tapstack.simulate.cloud.calls import Call

_VAULT = "AWS::Backup::BackupVault"


def attach(cloud: Cloud) -> None:
    """Let them be told."""

    def about(call: Call) -> dict[str, str]:
        name = call.params["BackupVaultName"]
        arn = f"arn:aws:backup:{call.region}:{cloud.account_id}:backup-vault:{name}"
        return {"BackupVaultName": name, "BackupVaultArn": arn}

    def policy(call: Call) -> dict[str, Any]:
        given = _kept(call, "AccessPolicy")
        return about(call) | {"Policy": given if isinstance(given, str) else json.dumps(given)}

    def notifications(call: Call) -> dict[str, Any]:
        return {**about(call), **_kept(call, "Notifications")}

    cloud.calls.answer("backup:GetBackupVaultAccessPolicy", policy)
    cloud.calls.answer("backup:GetBackupVaultNotifications", notifications)


def _kept(call: Call, name: str) -> Any:
    kept = recorded.one(call, _VAULT, call.params["BackupVaultName"], "Backup vault")
    if name not in kept:
        raise CallRefusedError("ResourceNotFoundException", f"Backup vault has no {name}", status=404)
    return kept[name]
