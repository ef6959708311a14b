"""AWS::DynamoDB::GlobalTable: moto holds no replicas, so each is a table of its own in its region."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.dynamodb import tables
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.adapters.tags import of_stack, told
from tapstack.simulate.resources import Made, RefusedError, Wanted

_OF_REPLICAS = ("DeletionProtectionEnabled", "PointInTimeRecoverySpecification", "TableClass")
_SEEDED = "seeded"
_DAY = timedelta(hours=24)


class GlobalTable(Adapter):
    """A table with replicas; Ref gives its name, the attributes are those of the stack's own region."""

    type = "AWS::DynamoDB::GlobalTable"
    carried = frozenset(
        {
            *("TableName", *tables.SCHEMA, "BillingMode", "StreamSpecification", "SSESpecification"),
            *("TimeToLiveSpecification", "Replicas"),
        }
    )
    recorded = frozenset(
        {
            *("MultiRegionConsistency", "GlobalTableWitnesses", "WarmThroughput", "WriteOnDemandThroughputSettings"),
            *("WriteProvisionedThroughputSettings", "GlobalTableSettingsReplicationMode"),
        }
    )

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateTable in the stack's region, then in that of each replica."""
        name = wanted.properties.get("TableName") or generated(bench.owner, wanted)
        replicas = _replicas(wanted)
        if bench.region not in replicas:
            raise RefusedError("ValidationException", f"Replicas must contain the stack's region {bench.region}")
        about = tables.create(
            bench.client("dynamodb"), name, _settings(wanted, bench.region), _pairs(bench, wanted, bench.region)
        )
        made = _made(name, about)
        with self.begun(made):
            tables.finish(bench.client("dynamodb"), name, {}, _settings(wanted, bench.region))
            self._add(bench, made, wanted, [region for region in replicas if region != bench.region])
        return made

    def _add(self, bench: Bench, made: Made, wanted: Wanted, regions: list[str]) -> None:
        """Make replicas; from now on the stack's own is one that has seeded others."""
        name = made.physical_id
        for region in regions:
            client = bench.client("dynamodb", region)
            tables.create(client, name, _settings(wanted, region), _pairs(bench, wanted, region))
            tables.finish(client, name, {}, _settings(wanted, region))
            bench.cloud.records.keep(bench.region, _SEEDED, name, {"at": datetime.now(UTC).isoformat()})

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """Each replica that stays, then those that come, then those that go."""
        name, was, now = made.physical_id, _replicas(before), _replicas(wanted)
        for region in (region for region in now if region in was):
            client = bench.client("dynamodb", region)
            tables.update(client, name, _settings(before, region), _settings(wanted, region))
            arn = client.describe_table(TableName=name)["Table"]["TableArn"]
            tables.tag(client, arn, _pairs(bench, before, region), _pairs(bench, wanted, region))
        self._add(bench, made, wanted, [region for region in now if region not in was])
        for region in (region for region in was if region not in now):
            tables.delete(bench.client("dynamodb", region), name)
        return _made(name, bench.client("dynamodb").describe_table(TableName=name)["Table"])

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """Delete the other replicas, then the table; nothing if any of them refuses.

        Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html
        (a replica that others were made from cannot be deleted for 24 hours).
        """
        name = made.physical_id
        there = list(_there(bench, name, [*(one for one in _replicas(wanted) if one != bench.region), bench.region]))
        for region, table in there:
            if table.get("DeletionProtectionEnabled"):
                why = "Resource cannot be deleted as it is currently protected against deletion."
                raise RefusedError("ValidationException", f"{why} Disable deletion protection first. ({region})")
        seeded = bench.cloud.records.get(bench.region, _SEEDED, name)
        if there and seeded and datetime.now(UTC) - datetime.fromisoformat(seeded["at"]) < _DAY:
            why = "Replica cannot be deleted because it has acted as a source region for new replica(s) being added"
            raise RefusedError("ValidationException", f"{why} to the table in the last 24 hours.", service="DynamoDb")
        for region, _ in there:
            tables.delete(bench.client("dynamodb", region), name)
        bench.cloud.records.drop(bench.region, _SEEDED, name)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeTable in the stack's region, and in that of each replica."""
        name = made.physical_id
        found = tables.read(bench.client("dynamodb"), name)
        encrypted = found.get("SSESpecification", {})
        found["SSESpecification"] = pick(encrypted, "SSEEnabled", "SSEType")
        found["Replicas"] = [
            _replica(bench, name, region) for region, _ in _there(bench, name, list(_replicas(wanted)))
        ]
        return found


def _replica(bench: Bench, name: str, region: str) -> dict[str, Any]:
    client = bench.client("dynamodb", region)
    about = tables.read(client, name)
    arn = client.describe_table(TableName=name)["Table"]["TableArn"]
    key = pick(about.get("SSESpecification", {}), "KMSMasterKeyId")
    pairs = client.list_tags_of_resource(ResourceArn=arn).get("Tags", [])
    return {"Region": region, "SSESpecification": key, "Tags": told(bench, pairs), **pick(about, *_OF_REPLICAS)}


def _replicas(wanted: Wanted) -> dict[str, Mapping[str, Any]]:
    return {one["Region"]: one for one in wanted.properties["Replicas"]}


def _there(bench: Bench, name: str, regions: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The replicas that are there, in this order of regions."""
    for region in regions:
        client = bench.client("dynamodb", region)
        try:
            yield region, client.describe_table(TableName=name)["Table"]
        except client.exceptions.ResourceNotFoundException:
            continue


def _settings(wanted: Wanted, region: str) -> dict[str, Any]:
    """The settings of the table in a region: those of the whole, and those of its replica."""
    given, replica = wanted.properties, _replicas(wanted)[region]
    found = pick(given, *tables.SCHEMA, *tables.SETTINGS) | pick(replica, *_OF_REPLICAS)
    if given.get("SSESpecification"):
        found["SSESpecification"] = {**given["SSESpecification"], **replica.get("SSESpecification", {})}
    return found


def _pairs(bench: Bench, wanted: Wanted, region: str) -> dict[str, str]:
    given = _replicas(wanted)[region].get("Tags") or []
    return {**of_stack(bench, wanted), **{tag["Key"]: tag["Value"] for tag in given}}


def _made(name: str, about: Any) -> Made:
    stream = {"StreamArn": about["LatestStreamArn"]} if about.get("LatestStreamArn") else {}
    return Made(name, {"Arn": about["TableArn"], "TableId": about.get("TableId", ""), **stream})
