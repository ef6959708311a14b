"""The events of AWS Backup.

Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html: backups and copies have a ``state``,
restores and recovery points a ``status``; a restore of a restore testing plan has ``restoreTestingPlanArn``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True)
class JobKind:
    """``id`` and ``state`` are members of the API; ``told`` are those that events have, beside these two.

    ``resource`` is the member that an event's ``resources`` has; ``word`` is what people call it.
    """

    word: str
    id: str
    state: str
    resource: str
    told: tuple[str, ...]

    @property
    def detail_type(self) -> str:
        """The ``detail-type`` of events."""
        return f"{self.word.capitalize()} Job State Change"


_ALL = ("CreationDate", "CompletionDate", "BackupSizeInBytes", "IamRoleArn", "ResourceType", "StatusMessage")
BACKUP = JobKind(
    "backup",
    "BackupJobId",
    "State",
    "RecoveryPointArn",
    (*_ALL, "BackupVaultArn", "BackupVaultName", "BytesTransferred", "ResourceArn", "StartBy", "PercentDone"),
)
COPY = JobKind(
    "copy",
    "CopyJobId",
    "State",
    "SourceRecoveryPointArn",
    (*_ALL, "ResourceArn", "SourceBackupVaultArn", "DestinationBackupVaultArn", "DestinationRecoveryPointArn"),
)
RESTORE = JobKind(
    "restore",
    "RestoreJobId",
    "Status",
    "RecoveryPointArn",
    (*_ALL, "BackupVaultArn", "RecoveryPointArn", "SourceResourceArn", "CreatedResourceArn", "PercentDone"),
)
_POINT = ("BackupVaultName", "BackupVaultArn", "CreationDate", "IamRoleArn", "ResourceType", "ResourceArn")
_CREATOR = {
    "BackupPlanId": "backupPlanId",
    "BackupPlanArn": "backupPlanArn",
    "BackupPlanVersion": "backupPlanVersion",
    "BackupRuleId": "backupPlanRuleId",
}


def event(kind: JobKind, about: Mapping[str, Any]) -> dict[str, Any]:
    """The event of a job as it is now."""
    detail = {_small(name): _told(name, about[name]) for name in (kind.id, kind.state, *kind.told) if name in about}
    if kind is COPY:
        detail["destinationRecoveryPointArn"] = about.get("DestinationRecoveryPointArn", {})
    elif "backupSizeInBytes" in detail:
        detail["backupSizeInBytes"] = str(detail["backupSizeInBytes"])
    detail |= _creator(about.get("CreatedBy") or {})
    resources = [about[kind.resource]] if kind.resource in about else []
    return {"source": "aws.backup", "detail-type": kind.detail_type, "detail": detail, "resources": resources}


def point_event(about: Mapping[str, Any]) -> dict[str, Any]:
    """The event of a recovery point as it is now."""
    detail = {_small(name): _told(name, about[name]) for name in (*_POINT, "Status", "CompletionDate") if name in about}
    detail |= {"isEncrypted": str(about["IsEncrypted"]).lower(), "storageClass": about["StorageClass"]}
    if days := (about.get("Lifecycle") or {}).get("DeleteAfterDays"):
        detail["lifecycle"] = {"deleteAfterDays": days}
        detail["calculatedLifeCycle"] = {"deleteAt": stamp(about["CalculatedLifecycle"]["DeleteAt"])}
    detail |= _creator(about.get("CreatedBy") or {})
    resources = [about["RecoveryPointArn"]]
    kind = "Recovery Point State Change"
    return {"source": "aws.backup", "detail-type": kind, "detail": detail, "resources": resources}


def stamp(moment: datetime) -> str:
    """A moment as events have it."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _creator(given: Mapping[str, Any]) -> dict[str, Any]:
    if "RestoreTestingPlanArn" in given:
        return {"restoreTestingPlanArn": given["RestoreTestingPlanArn"]}
    made = {told: given[name] for name, told in _CREATOR.items() if name in given}
    return {"createdBy": made} if made else {}


def _small(name: str) -> str:
    return name[0].lower() + name[1:]


def _told(name: str, value: Any) -> Any:
    if isinstance(value, datetime):
        return stamp(value)
    if name == "PercentDone":
        return float(value)
    return str(value) if name == "BytesTransferred" else value
