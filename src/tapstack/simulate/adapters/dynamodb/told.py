"""What DescribeTable tells, in the template's form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tapstack.simulate.adapters.dynamodb.beside import read as read_beside
from tapstack.simulate.adapters.shapes import pick, renamed

_ENCRYPTION = {"SSEType": "SSEType", "KMSMasterKeyArn": "KMSMasterKeyId"}
_UNITS = ("ReadCapacityUnits", "WriteCapacityUnits")
_WARM = ("ReadUnitsPerSecond", "WriteUnitsPerSecond")


def read(client: Any, name: str) -> dict[str, Any]:
    """A table and its settings. Raises ClientError where it is gone."""
    about = client.describe_table(TableName=name)["Table"]
    return settings(about) | read_beside(client, name, about["TableArn"])


def settings(about: Mapping[str, Any]) -> dict[str, Any]:
    """The schema, and the settings that CreateTable and UpdateTable take."""
    found = pick(about, "TableName", "AttributeDefinitions", "KeySchema", "LocalSecondaryIndexes")
    found |= pick(about, "GlobalSecondaryIndexes", "DeletionProtectionEnabled")
    found["BillingMode"] = about.get("BillingModeSummary", {}).get("BillingMode", "PROVISIONED")
    if found["BillingMode"] == "PROVISIONED":
        found["ProvisionedThroughput"] = pick(about["ProvisionedThroughput"], *_UNITS)
    found["WarmThroughput"] = pick(about.get("WarmThroughput", {}), *_WARM)
    if about.get("StreamSpecification", {}).get("StreamEnabled"):
        found["StreamSpecification"] = pick(about["StreamSpecification"], "StreamViewType")
    encrypted = about.get("SSEDescription", {})
    found["SSESpecification"] = {"SSEEnabled": encrypted.get("Status") == "ENABLED", **renamed(encrypted, _ENCRYPTION)}
    return found


def stream(about: Mapping[str, Any]) -> dict[str, str]:
    """The attribute StreamArn, if there is a stream."""
    enabled = about.get("StreamSpecification", {}).get("StreamEnabled")
    return {"StreamArn": about["LatestStreamArn"]} if enabled else {}
