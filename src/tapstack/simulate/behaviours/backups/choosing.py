"""Which recovery points a restore testing plan restores.

Source: botocore backup RestoreTestingRecoveryPointSelection, RestoreTestingSelectionForGet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from tapstack.simulate.resources import UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.backups.backups import Backups

Given = Mapping[str, Any]
WINDOW = 30
"""Days that a point may be old where a plan does not say."""
_LATEST = "LATEST_WITHIN_WINDOW"


def chosen(backups: Backups, region: str, plan: Given, selection: Given, now: datetime) -> list[dict[str, Any]]:
    """The points that a run restores: one of each resource that the selection names."""
    if any((selection.get("ProtectedResourceConditions") or {}).values()):
        raise UnsupportedError(
            "The simulator does not model ProtectedResourceConditions of a restore testing selection."
        )
    how = plan["RecoveryPointSelection"]
    since = now - timedelta(days=how.get("SelectionWindowDays") or WINDOW)
    by_resource: dict[str, list[dict[str, Any]]] = {}
    for point in backups.points.in_region(region):
        if _fits(point, how, since) and _wanted(point, selection):
            by_resource.setdefault(point["ResourceArn"], []).append(point)
    return [_one(points, how["Algorithm"]) for points in by_resource.values()]


def _fits(point: Given, how: Given, since: datetime) -> bool:
    vault, types = point["BackupVaultArn"], how.get("RecoveryPointTypes") or []
    inside = any(fnmatchcase(vault, one) for one in how["IncludeVaults"])
    outside = any(fnmatchcase(vault, one) for one in how.get("ExcludeVaults") or [])
    return inside and not outside and "SNAPSHOT" in types and point["CreationDate"] >= since


def _wanted(point: Given, selection: Given) -> bool:
    arns = selection.get("ProtectedResourceArns") or []
    return point["ResourceType"] == selection["ProtectedResourceType"] and ("*" in arns or point["ResourceArn"] in arns)


def _one(points: list[dict[str, Any]], algorithm: str) -> dict[str, Any]:
    """The latest, or one that follows from which there are."""
    ordered = sorted(points, key=lambda one: (one["CreationDate"], one["CompletionDate"]))
    if algorithm == _LATEST:
        return ordered[-1]
    names = "/".join(one["RecoveryPointArn"] for one in ordered)
    return ordered[int(hashlib.sha256(names.encode()).hexdigest(), 16) % len(ordered)]
