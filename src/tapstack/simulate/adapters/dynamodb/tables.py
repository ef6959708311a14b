"""DynamoDB's tables, for tables of one region and for the replicas of a global table alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tapstack.simulate.adapters.shapes import pick, renamed
from tapstack.simulate.adapters.tags import changes, listed

SCHEMA = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "LocalSecondaryIndexes")
SETTINGS = (
    *("BillingMode", "ProvisionedThroughput", "StreamSpecification", "SSESpecification", "TimeToLiveSpecification"),
    *("PointInTimeRecoverySpecification", "DeletionProtectionEnabled", "TableClass"),
)
_ENCRYPTION = {"SSEEnabled": "Enabled", "SSEType": "SSEType", "KMSMasterKeyId": "KMSMasterKeyId"}
_OWN_CALLS = ("TimeToLiveSpecification", "PointInTimeRecoverySpecification")


def create(client: Any, name: str, given: Mapping[str, Any], pairs: Mapping[str, str]) -> dict[str, Any]:
    """CreateTable; what the table is then."""
    table: dict[str, Any] = client.create_table(
        TableName=name, **pick(given, *SCHEMA), **_settings(given), Tags=listed(pairs)
    )["TableDescription"]
    return table


def _settings(given: Mapping[str, Any]) -> dict[str, Any]:
    """What CreateTable and UpdateTable take."""
    found = pick(given, "BillingMode", "ProvisionedThroughput", "DeletionProtectionEnabled", "TableClass")
    if given.get("StreamSpecification"):
        found["StreamSpecification"] = {"StreamEnabled": True, **pick(given["StreamSpecification"], "StreamViewType")}
    if given.get("SSESpecification"):
        found["SSESpecification"] = renamed(given["SSESpecification"], _ENCRYPTION)
    return found


def finish(client: Any, name: str, was: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    """What needs a table that is there: expiry of items, and recovery to a point in time."""
    for setting in _OWN_CALLS:
        if given.get(setting) != was.get(setting):
            _own_call(client, name, setting, was.get(setting) or {}, given.get(setting) or {})


def _own_call(client: Any, name: str, setting: str, was: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    if setting == "TimeToLiveSpecification":
        if was.get("Enabled") and was != given:
            client.update_time_to_live(TableName=name, TimeToLiveSpecification={**was, "Enabled": False})
        if given.get("Enabled"):
            client.update_time_to_live(TableName=name, TimeToLiveSpecification=dict(given))
        return
    recovery = {"PointInTimeRecoveryEnabled": False, **given}
    client.update_continuous_backups(TableName=name, PointInTimeRecoverySpecification=recovery)


def update(client: Any, name: str, was: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    """UpdateTable with what differs, then the settings that have calls of their own."""
    before, after = _settings(was), _settings(given)
    changed = {setting: value for setting, value in after.items() if before.get(setting) != value}
    if "StreamSpecification" in before and "StreamSpecification" not in after:
        changed["StreamSpecification"] = {"StreamEnabled": False}
    if "SSESpecification" in before and "SSESpecification" not in after:
        changed["SSESpecification"] = {"Enabled": False}
    if before.get("DeletionProtectionEnabled") and not after.get("DeletionProtectionEnabled"):
        changed["DeletionProtectionEnabled"] = False
    if indexes := _index_changes(was, given):
        changed |= {"GlobalSecondaryIndexUpdates": indexes, **pick(given, "AttributeDefinitions")}
    if changed:
        client.update_table(TableName=name, **changed)
    finish(client, name, was, given)


def _index_changes(was: Mapping[str, Any], given: Mapping[str, Any]) -> list[Any]:
    before = {one["IndexName"]: one for one in was.get("GlobalSecondaryIndexes") or []}
    after = {one["IndexName"]: one for one in given.get("GlobalSecondaryIndexes") or []}
    gone = [{"Delete": {"IndexName": name}} for name in before if name not in after]
    return gone + [{"Create": one} for name, one in after.items() if name not in before]


def tag(client: Any, arn: str, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    """TagResource and UntagResource."""
    new, gone = changes(before, after)
    if gone:
        client.untag_resource(ResourceArn=arn, TagKeys=gone)
    if new:
        client.tag_resource(ResourceArn=arn, Tags=listed(new))


def delete(client: Any, name: str) -> None:
    """DeleteTable, which refuses one that is protected; one that is gone is no error."""
    try:
        client.delete_table(TableName=name)
    except client.exceptions.ResourceNotFoundException:
        return


def read(client: Any, name: str) -> dict[str, Any]:
    """DescribeTable and the calls beside it, in the template's form; ARNs and ids too."""
    about = client.describe_table(TableName=name)["Table"]
    found = pick(about, "TableName", *SCHEMA, "DeletionProtectionEnabled")
    found |= {"BillingMode": about.get("BillingModeSummary", {}).get("BillingMode", "PROVISIONED")}
    if found["BillingMode"] == "PROVISIONED":
        found["ProvisionedThroughput"] = about["ProvisionedThroughput"]
    found |= {"TableClass": about["TableClassSummary"]["TableClass"]} if "TableClassSummary" in about else {}
    if about.get("StreamSpecification", {}).get("StreamEnabled"):
        found["StreamSpecification"] = pick(about["StreamSpecification"], "StreamViewType")
    if "SSEDescription" in about:
        encrypted = about["SSEDescription"]
        found["SSESpecification"] = {"SSEEnabled": encrypted["Status"] == "ENABLED"}
        found["SSESpecification"] |= renamed(encrypted, {"SSEType": "SSEType", "KMSMasterKeyArn": "KMSMasterKeyId"})
    return found | _read_beside(client, name)


def _read_beside(client: Any, name: str) -> dict[str, Any]:
    expiry = client.describe_time_to_live(TableName=name)["TimeToLiveDescription"]
    backups = client.describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"]
    recovery = backups["PointInTimeRecoveryDescription"]
    enabled = expiry.get("TimeToLiveStatus") == "ENABLED"
    return {
        "TimeToLiveSpecification": {"Enabled": enabled, **pick(expiry, "AttributeName")},
        "PointInTimeRecoverySpecification": {
            "PointInTimeRecoveryEnabled": recovery["PointInTimeRecoveryStatus"] == "ENABLED",
            **pick(recovery, "RecoveryPeriodInDays"),
        },
    }
