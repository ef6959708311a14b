"""The key of a table, which DynamoDB tells by its ARN however it was named: by id, alias, or the ARN of either."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from tapstack.simulate.adapters.adapter import Bench


def as_named(bench: Bench, region: str, told: Mapping[str, Any], wanted: Mapping[str, Any] | None) -> dict[str, Any]:
    """An SSESpecification as it is told, with the key under the name that the template gives it, if it is that key."""
    name, arn = (wanted or {}).get("KMSMasterKeyId"), told.get("KMSMasterKeyId")
    if name and arn and name != arn and _arn(bench, region, name) == arn:
        return {**told, "KMSMasterKeyId": name}
    return dict(told)


def _arn(bench: Bench, region: str, name: str) -> str | None:
    try:
        return str(bench.client("kms", region).describe_key(KeyId=name)["KeyMetadata"]["Arn"])
    except ClientError:
        return None
