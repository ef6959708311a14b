"""Tables lose their protection and their replicas first, and the rule of 24 hours is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tapstack.deploy.stores import Access, Wishes, table
from tapstack.simulate.cloud import START

NAME = "trading-analytics-x"
SEEDED = "Replica cannot be deleted because it has acted as a source region for new replica(s) in the last 24 hours."


def make(client, protected=True):
    schema, types = [{"AttributeName": "a", "KeyType": "HASH"}], [{"AttributeName": "a", "AttributeType": "S"}]
    client.create_table(
        TableName=NAME,
        KeySchema=schema,
        AttributeDefinitions=types,
        BillingMode="PAY_PER_REQUEST",
        DeletionProtectionEnabled=protected,
    )


class Replicated:
    """DynamoDB of both regions, with the replicas that moto does not have: DescribeTable lists them."""

    def __init__(self, cloud, refusal: str | None = None, slow: int = 0):
        self.cloud, self.refusal, self.slow = cloud, refusal, slow
        self.regions = ["us-east-1", "eu-central-1"]
        self.calls: list[tuple[Any, ...]] = []
        for region in self.regions:
            make(cloud.client("dynamodb", region))

    def client(self, service: str, region: str) -> Any:
        return Region(self, self.cloud.client(service, region), region)


class Region:
    def __init__(self, world, client, region):
        self.world, self.inner, self.region = world, client, region

    def describe_table(self, **named):
        about = self.inner.describe_table(**named)
        others = [{"RegionName": one} for one in self.world.regions]
        return {"Table": {**about["Table"], "Replicas": others}}

    def update_table(self, **named):
        updates = named.get("ReplicaUpdates", [])
        settings = [name for name in named if name not in {"TableName", "ReplicaUpdates"}]
        self.world.calls.append((self.region, "UpdateTable", *settings, *updates))
        if not updates:
            return self.inner.update_table(**named)
        if self.world.refusal:
            error = {"Error": {"Code": "ValidationException", "Message": self.world.refusal}}
            raise ClientError(error, "UpdateTable")
        other = updates[0]["Delete"]["RegionName"]
        self.world.cloud.client("dynamodb", other).delete_table(TableName=named["TableName"])
        self.world.regions.remove(other)
        return {}

    def delete_table(self, **named):
        self.world.calls.append((self.region, "DeleteTable"))
        return self.inner.delete_table(**named)


@pytest.fixture
def world(cloud):
    return Replicated(cloud)


def of(world, cloud, region="us-east-1"):
    return Access(world.client, region, cloud.account_id, pause=lambda _: None)


def test_each_replica_loses_its_own_protection_and_goes_before_the_table(world, cloud):
    assert table.remove(of(world, cloud), NAME, Wishes()).status == "deleted"
    delete = {"Delete": {"RegionName": "eu-central-1"}}
    assert world.calls == [
        ("eu-central-1", "UpdateTable", "DeletionProtectionEnabled"),
        ("us-east-1", "UpdateTable", delete),
        ("us-east-1", "UpdateTable", "DeletionProtectionEnabled"),
        ("us-east-1", "DeleteTable"),
    ]
    for region in ("us-east-1", "eu-central-1"):
        assert cloud.client("dynamodb", region).list_tables()["TableNames"] == []


def test_the_rule_of_24_hours_is_told_with_its_end(cloud):
    world = Replicated(cloud, refusal=SEEDED)
    told = table.remove(of(world, cloud), NAME, Wishes())
    assert told.status == "left" and "24 hours" in told.why
    assert told.until == START + timedelta(hours=24)
    assert "DeleteTable" not in str(world.calls)


def test_another_refusal_is_told_as_it_is(cloud):
    world = Replicated(cloud, refusal="The table is being backed up")
    told = table.remove(of(world, cloud), NAME, Wishes())
    assert told == ("left", "ValidationException: The table is being backed up", None)


def test_a_table_without_replicas_and_protection_is_only_deleted(access):
    client = access.client("dynamodb")
    make(client, protected=False)
    client.put_item(TableName=NAME, Item={"a": {"S": "1"}})
    seen = table.look(access, NAME)
    assert (seen.count, seen.unit, seen.state, seen.notes) == (1, "items", "ACTIVE", ())
    assert table.remove(access, NAME, Wishes()).status == "deleted"


def test_what_protects_a_table_and_where_its_replicas_are_is_seen(world, cloud):
    seen = table.look(of(world, cloud), NAME)
    assert seen.notes == ("Deletion protection is on.", "It has replicas in eu-central-1.")
