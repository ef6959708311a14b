"""What each replica of a global table is: settings of the whole, and its own.

moto holds no replicas: each is a table of its own in its region, and the world's records say which belong together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from tapstack.simulate.adapters.adapter import Bench
from tapstack.simulate.adapters.dynamodb import tables
from tapstack.simulate.adapters.dynamodb.capacity import indexes, units
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.adapters.tags import of_stack
from tapstack.simulate.resources import Wanted

REPLICAS = "replicas of a global table"
OWN = ("DeletionProtectionEnabled", "PointInTimeRecoverySpecification", "ResourcePolicy")
_DAY = timedelta(hours=24)


def listed(wanted: Wanted) -> dict[str, Mapping[str, Any]]:
    """The replicas that are wanted, by region."""
    return {one["Region"]: one for one in wanted.properties["Replicas"]}


def settings(wanted: Wanted, region: str) -> dict[str, Any]:
    """The table of a region, in the form of AWS::DynamoDB::Table."""
    given, replica = wanted.properties, listed(wanted)[region]
    found = pick(given, *tables.SCHEMA, *tables.SETTINGS) | pick(replica, *OWN)
    if given.get("SSESpecification"):
        found["SSESpecification"] = {**given["SSESpecification"], **(replica.get("SSESpecification") or {})}
    if given.get("GlobalSecondaryIndexes"):
        found["GlobalSecondaryIndexes"] = indexes(given, replica)
    if given.get("BillingMode", "PROVISIONED") == "PROVISIONED":
        found["ProvisionedThroughput"] = units(given, replica, given)
    return found


def pairs(bench: Bench, wanted: Wanted, region: str) -> dict[str, str]:
    """The tags of a replica: its own, and those of the stack."""
    given = listed(wanted).get(region, {}).get("Tags") or []
    return {**of_stack(bench, wanted), **{tag["Key"]: tag["Value"] for tag in given}}


def members(bench: Bench, name: str) -> list[str]:
    """The regions in which the global table has replicas, its own first."""
    kept = bench.cloud.records.get(bench.region, REPLICAS, name) or {}
    return list(kept.get("Regions", []))


def join(bench: Bench, name: str, region: str) -> None:
    """Count a region's table among the replicas; the stack's own has then seeded another."""
    kept = count(bench, name, region)
    if region != bench.region:
        kept["SeededAt"] = datetime.now(UTC).isoformat()
    bench.cloud.records.keep(bench.region, REPLICAS, name, kept)


def count(bench: Bench, name: str, region: str) -> dict[str, Any]:
    """Count a region's table, which was there already, among the replicas; what is recorded of them then."""
    kept = bench.cloud.records.get(bench.region, REPLICAS, name) or {"Regions": []}
    kept["Regions"] = [*kept["Regions"], region]
    bench.cloud.records.keep(bench.region, REPLICAS, name, kept)
    return kept


def leave(bench: Bench, name: str, region: str) -> None:
    """Count a region's table among the replicas no more."""
    kept = bench.cloud.records.get(bench.region, REPLICAS, name) or {"Regions": []}
    kept["Regions"] = [one for one in kept["Regions"] if one != region]
    bench.cloud.records.keep(bench.region, REPLICAS, name, kept)


def has_seeded(bench: Bench, name: str) -> bool:
    """Whether the stack's own replica was the source of another in the last 24 hours."""
    kept = bench.cloud.records.get(bench.region, REPLICAS, name) or {}
    return "SeededAt" in kept and datetime.now(UTC) - datetime.fromisoformat(kept["SeededAt"]) < _DAY


def there(bench: Bench, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The replicas that are there, by region."""
    for region in members(bench, name):
        table = tables.find(bench.client("dynamodb", region), name)
        if table is not None:
            yield region, table
