"""DynamoDB's tables, for tables of one region and for the replicas of a global table alike.

An update compares with what the table is, not with what a template said before: a rollback may find it half changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tapstack.simulate.adapters.dynamodb.beside import finish
from tapstack.simulate.adapters.dynamodb.indexes import changes as index_changes
from tapstack.simulate.adapters.dynamodb.indexes import to_api as index
from tapstack.simulate.adapters.dynamodb.told import settings as told
from tapstack.simulate.adapters.shapes import pick, renamed
from tapstack.simulate.adapters.tags import changes, listed
from tapstack.simulate.resources import RefusedError

SCHEMA = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "LocalSecondaryIndexes")
SETTINGS = (
    *("BillingMode", "ProvisionedThroughput", "StreamSpecification", "SSESpecification", "TimeToLiveSpecification"),
    *("PointInTimeRecoverySpecification", "DeletionProtectionEnabled", "ResourcePolicy", "WarmThroughput"),
)
_ENCRYPTION = {"SSEEnabled": "Enabled", "SSEType": "SSEType", "KMSMasterKeyId": "KMSMasterKeyId"}
_PROTECTED = (
    "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first."
)


def create(client: Any, name: str, given: Mapping[str, Any], pairs: Mapping[str, str]) -> dict[str, Any]:
    """CreateTable; what the table is then."""
    schema = pick(given, "AttributeDefinitions", "KeySchema")
    if given.get("LocalSecondaryIndexes"):
        schema["LocalSecondaryIndexes"] = given["LocalSecondaryIndexes"]
    if given.get("GlobalSecondaryIndexes"):
        schema["GlobalSecondaryIndexes"] = [index(one) for one in given["GlobalSecondaryIndexes"]]
    settings = pick(given, "BillingMode", "ProvisionedThroughput", "DeletionProtectionEnabled", "WarmThroughput")
    if given.get("StreamSpecification"):
        settings["StreamSpecification"] = _stream(given)
    if given.get("SSESpecification"):
        settings["SSESpecification"] = renamed(given["SSESpecification"], _ENCRYPTION)
    made = client.create_table(TableName=name, **schema, **settings, Tags=listed(pairs))
    table: dict[str, Any] = made["TableDescription"]
    return table


def _stream(given: Mapping[str, Any]) -> dict[str, Any]:
    return {"StreamEnabled": True, **pick(given["StreamSpecification"], "StreamViewType")}


def update(client: Any, name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """UpdateTable with what differs, then the settings that have calls of their own; what the table is then."""
    about = client.describe_table(TableName=name)["Table"]
    indexes = index_changes(about.get("GlobalSecondaryIndexes", []), given.get("GlobalSecondaryIndexes") or [])
    now = told(about)
    changed = _changed(now, given)
    if indexes:
        changed |= {"GlobalSecondaryIndexUpdates": indexes, **pick(given, "AttributeDefinitions")}
    if changed:
        client.update_table(TableName=name, **changed)
    _switch_stream(client, name, now.get("StreamSpecification"), given)
    finish(client, name, about["TableArn"], given)
    table: dict[str, Any] = client.describe_table(TableName=name)["Table"]
    return table


def _changed(now: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """What differs, the defaults of what is not given included; warm throughput stays as it is.

    Encryption without a key of its own is asked for again: which key DynamoDB's own is, no property says.
    """
    wanted = {"BillingMode": "PROVISIONED", "DeletionProtectionEnabled": False}
    wanted |= pick(given, *wanted, "ProvisionedThroughput", "WarmThroughput")
    changed = {name: value for name, value in wanted.items() if now.get(name) != value}
    encryption = given.get("SSESpecification") or {"SSEEnabled": False}
    own_key = encryption.get("SSEEnabled") and "KMSMasterKeyId" not in encryption
    if own_key or any(now["SSESpecification"].get(name) != value for name, value in encryption.items()):
        changed["SSESpecification"] = renamed(encryption, _ENCRYPTION)
    return changed


def _switch_stream(client: Any, name: str, now: Any, given: Mapping[str, Any]) -> None:
    """A stream of another view is another stream: the one that is there goes first."""
    wanted = pick(given.get("StreamSpecification") or {}, "StreamViewType")
    if now and now != wanted:
        client.update_table(TableName=name, StreamSpecification={"StreamEnabled": False})
    if wanted and now != wanted:
        client.update_table(TableName=name, StreamSpecification=_stream(given))


def tag(client: Any, arn: str, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    """UntagResource and TagResource; moto keeps a tag twice that is set again, so its old value goes first."""
    new, gone = changes(before, after)
    if old := [*gone, *(name for name in new if name in before)]:
        client.untag_resource(ResourceArn=arn, TagKeys=old)
    if new:
        client.tag_resource(ResourceArn=arn, Tags=listed(new))


def find(client: Any, name: str) -> dict[str, Any] | None:
    """DescribeTable; None where there is no such table."""
    try:
        table: dict[str, Any] = client.describe_table(TableName=name)["Table"]
    except client.exceptions.ResourceNotFoundException:
        return None
    return table


def refuse_protected(table: Mapping[str, Any]) -> None:
    """Raises RefusedError for a table that is protected against deletion.

    Source: https://github.com/aws-bench/aws-bench/pull/41 (DynamoDB's own sentence).
    """
    if table.get("DeletionProtectionEnabled"):
        raise RefusedError("ValidationException", _PROTECTED, service="DynamoDb")


def delete(client: Any, name: str) -> None:
    """DeleteTable, which refuses one that is protected; one that is gone is no error."""
    table = find(client, name)
    if table is None:
        return
    refuse_protected(table)
    finish(client, name, table["TableArn"], {}, only=("ResourcePolicy",))
    client.delete_table(TableName=name)
