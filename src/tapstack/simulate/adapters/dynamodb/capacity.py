"""Provisioned units of a replica: reads are set for each, writes for all; with scaling both begin at a number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tapstack.simulate.adapters.shapes import pick

_SCHEMA = ("IndexName", "KeySchema", "Projection", "WarmThroughput")


def units(whole: Mapping[str, Any], replica: Mapping[str, Any], table: Mapping[str, Any]) -> dict[str, int]:
    """ProvisionedThroughput from the settings of the whole and of the replica, of a table or of an index."""
    name = "ReadProvisionedThroughputSettings"
    reads = replica.get(name) or table.get(name) or {}
    writes = whole.get("WriteProvisionedThroughputSettings") or {}
    return {"ReadCapacityUnits": _first(reads, "Read"), "WriteCapacityUnits": _first(writes, "Write")}


def _first(given: Mapping[str, Any], kind: str) -> int:
    """The units that are given; with scaling its seed, or else its minimum."""
    fixed = given.get(f"{kind}CapacityUnits")
    scaling = given.get(f"{kind}CapacityAutoScalingSettings") or {}
    return int(fixed or scaling.get("SeedCapacity") or scaling.get("MinCapacity") or 0)


def indexes(given: Mapping[str, Any], replica: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The global indexes of a replica, in the form of AWS::DynamoDB::Table."""
    own = {one["IndexName"]: one for one in replica.get("GlobalSecondaryIndexes") or []}
    found = [pick(one, *_SCHEMA) for one in given["GlobalSecondaryIndexes"]]
    if given.get("BillingMode", "PROVISIONED") == "PROVISIONED":
        for one, whole in zip(found, given["GlobalSecondaryIndexes"], strict=True):
            one["ProvisionedThroughput"] = units(whole, own.get(one["IndexName"], {}), whole)
    return found
