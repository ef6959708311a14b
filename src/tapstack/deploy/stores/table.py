"""DynamoDB tables, global or not: deletion protection is lifted, replicas go first.

Sources: botocore dynamodb, DescribeTable (ItemCount and TableSizeBytes are about six hours old; Replicas), UpdateTable
(ReplicaUpdates), DeleteTable; Developer Guide, "How global tables work" (a replica that was the source of another in
the last 24 hours is not deleted).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError

from tapstack.deploy.stores.access import Access, Wishes
from tapstack.deploy.stores.outcome import ABSENT, DELETED, LEFT, UNDER_WAY, Outcome
from tapstack.deploy.stores.refusals import code_of, if_there, told
from tapstack.deploy.stores.seen import Seen

_GONE = ("ResourceNotFoundException",)
_DAY = timedelta(hours=24)
_SOURCE = "acted as a source region"


def look(access: Access, name: str) -> Seen | None:
    """The table of this region; numbers are those of six hours ago."""
    about = _about(access, name)
    return (
        None
        if about is None
        else Seen(
            name=name,
            arn=about["TableArn"],
            region=access.region,
            unit="items",
            count=about.get("ItemCount"),
            size=about.get("TableSizeBytes"),
            state=about["TableStatus"],
            key=about.get("SSEDescription", {}).get("KMSMasterKeyArn"),
            notes=_notes(access, about),
            replicas=tuple(_others(access, about)),
        )
    )


def remove(access: Access, name: str, wishes: Wishes) -> Outcome:  # noqa: ARG001  as all stores
    """Lift the protection, delete the replicas of other regions, then the table itself; wait until each is gone."""
    about = _about(access, name)
    if about is None:
        return Outcome(ABSENT, "No such table.")
    for region in _others(access, about):
        left = _remove_replica(access, name, region)
        if left:
            return left
    try:
        _lift(access, name, access.region)
        if_there(lambda: access.client("dynamodb").delete_table(TableName=name), (*_GONE, "ResourceInUseException"))
    except ClientError as error:
        return _left(error, about.get("CreationDateTime"))
    if not access.wait_until(lambda: _about(access, name) is None):
        return Outcome(UNDER_WAY, "It is being deleted: look again later.")
    return Outcome(DELETED)


def _remove_replica(access: Access, name: str, region: str) -> Outcome | None:
    """None once the replica is gone."""
    there = _about(access, name, region)
    if there is not None:
        try:
            _lift(access, name, region)
            change = [{"Delete": {"RegionName": region}}]
            access.client("dynamodb").update_table(TableName=name, ReplicaUpdates=change)
        except ClientError as error:
            if code_of(error) != "ResourceInUseException":  # it is being deleted already
                return _left(error, there.get("CreationDateTime"))
    if access.wait_until(lambda: region not in _others(access, _about(access, name) or {})):
        return None
    return Outcome(UNDER_WAY, f"Its replica in {region} is being deleted: look again later.")


def _about(access: Access, name: str, region: str | None = None) -> dict[str, Any] | None:
    client = access.client("dynamodb", region)
    answer = if_there(lambda: client.describe_table(TableName=name), _GONE)
    return None if answer is None else answer["Table"]


def _others(access: Access, about: dict[str, Any]) -> list[str]:
    """The regions of its other replicas, as DescribeTable lists them."""
    named = (one["RegionName"] for one in about.get("Replicas", []))
    return [region for region in named if region != access.region]


def _lift(access: Access, name: str, region: str) -> None:
    """Deletion protection is each replica's own; the table is changed only where it is on."""
    about = _about(access, name, region)
    if about is not None and about.get("DeletionProtectionEnabled"):
        access.client("dynamodb", region).update_table(TableName=name, DeletionProtectionEnabled=False)
        access.wait_until(lambda: (_about(access, name, region) or {}).get("TableStatus") != "UPDATING")


def _left(error: ClientError, made: datetime | None) -> Outcome:
    """A refusal; of the rule of 24 hours it is told when it ends, as far as the table's age tells."""
    if _SOURCE not in told(error):
        return Outcome(LEFT, told(error))
    why = "Other replicas were made from it in the last 24 hours, for so long DynamoDB keeps it; then run this again."
    return Outcome(LEFT, why, made + _DAY if made else None)


def _notes(access: Access, about: dict[str, Any]) -> tuple[str, ...]:
    notes = []
    if about.get("DeletionProtectionEnabled"):
        notes.append("Deletion protection is on.")
    others = _others(access, about)
    if others:
        notes.append(f"It has replicas in {', '.join(others)}.")
    return tuple(notes)
