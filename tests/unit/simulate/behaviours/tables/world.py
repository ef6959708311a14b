"""A global table with replicas in two regions, and what is in each."""

import boto3.dynamodb.types

from tapstack.simulate.adapters.dynamodb.replicas import REPLICAS
from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET

NAME = "trades"


def make(life, region, name=NAME, view="NEW_AND_OLD_IMAGES"):
    """A table of a region."""
    life.client("dynamodb", region).create_table(
        TableName=name,
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
        StreamSpecification={"StreamEnabled": True, "StreamViewType": view},
    )


def make_global(life, name=NAME, **how):
    """A table of both regions."""
    for region in (SOURCE, TARGET):
        make(life, region, name, **how)
    life.cloud.records.keep(SOURCE, REPLICAS, name, {"Regions": [SOURCE, TARGET]})


def put(life, region, price, key="a", name=NAME):
    """Write an item."""
    life.client("dynamodb", region).put_item(TableName=name, Item={"id": {"S": key}, "price": {"N": str(price)}})


def delete(life, region, key="a"):
    """Remove an item."""
    life.client("dynamodb", region).delete_item(TableName=NAME, Key={"id": {"S": key}})


def prices(life, region, name=NAME):
    """The price of each item."""
    items = life.client("dynamodb", region).scan(TableName=name)["Items"]
    return {item["id"]["S"]: int(boto3.dynamodb.types.TypeDeserializer().deserialize(item["price"])) for item in items}


def values(life, region, name, **pairs):
    """The values of a metric of DynamoDB."""
    found = life.metrics.between(region, "AWS/DynamoDB", name, pairs, 0, life.clock.moment.timestamp() + 60)
    return [value for sample in found.values() for value in sample.values]
