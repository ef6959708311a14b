"""What tables held before."""

import inspect

import pytest
from botocore.exceptions import ClientError
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.table import Table

from tapstack.simulate.cloud import ACCOUNT, START, open_cloud
from tapstack.simulate.cloud.held_items import items_at, items_now, load

REGION, NAME = "us-east-1", "trades"
BEGAN = START.timestamp()
later = START.replace(minute=10)


@pytest.fixture
def table():
    with open_cloud() as cloud:
        dynamodb = cloud.client("dynamodb", REGION)
        dynamodb.create_table(
            TableName=NAME,
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "at", "KeyType": "RANGE"}],
            AttributeDefinitions=[
                {"AttributeName": "id", "AttributeType": "S"},
                {"AttributeName": "at", "AttributeType": "N"},
            ],
            BillingMode="PAY_PER_REQUEST",
        )
        on = {"PointInTimeRecoveryEnabled": True}
        dynamodb.update_continuous_backups(TableName=NAME, PointInTimeRecoverySpecification=on)
        for name in ("kept", "put", "updated", "deleted"):
            dynamodb.put_item(TableName=NAME, Item=item(name, "1"))
        cloud.set_time(later)
        yield dynamodb


def key(name):
    return {"id": {"S": name}, "at": {"N": "1"}}


def item(name, price):
    return {**key(name), "price": {"N": price}}


def then():
    return {one["id"]["S"]: one.get("price", {}).get("N") for one in items_at(ACCOUNT, REGION, NAME, BEGAN + 60)}


BEFORE = dict.fromkeys(("kept", "put", "updated", "deleted"), "1")


def names(work):
    return list(inspect.signature(work).parameters)[:3]


def test_canary_moto_writes_items_by_these_three():
    assert names(Table.put_item) == ["self", "item_attrs", "expected"]
    assert names(Table.delete_item) == ["self", "hash_key", "range_key"]
    assert names(DynamoDBBackend.update_item) == ["self", "table_name", "key"]


def test_every_way_of_writing_is_undone(table):
    table.put_item(TableName=NAME, Item=item("put", "2"))
    table.put_item(TableName=NAME, Item=item("new", "2"))
    change = {"UpdateExpression": "SET price = :p", "ExpressionAttributeValues": {":p": {"N": "2"}}}
    table.update_item(TableName=NAME, Key=key("updated"), **change)
    table.update_item(TableName=NAME, Key=key("made"), **change)
    table.delete_item(TableName=NAME, Key=key("deleted"))
    table.batch_write_item(RequestItems={NAME: [{"PutRequest": {"Item": item("batch", "2")}}]})
    table.transact_write_items(TransactItems=[{"Put": {"TableName": NAME, "Item": item("transacted", "2")}}])
    now = {one["id"]["S"] for one in items_now(ACCOUNT, REGION, NAME)}
    assert now == {"kept", "put", "new", "updated", "made", "batch", "transacted"}
    assert then() == BEFORE


def test_an_item_written_twice_is_as_it_was_first(table):
    for price in ("2", "3"):
        table.put_item(TableName=NAME, Item=item("put", price))
    table.delete_item(TableName=NAME, Key=key("put"))
    assert then() == BEFORE


def test_a_refused_transaction_leaves_what_was_there(table):
    absent = {"TableName": NAME, "Key": key("none"), "ConditionExpression": "attribute_exists(id)"}
    put = {"Put": {"TableName": NAME, "Item": item("put", "2")}}
    with pytest.raises(ClientError, match="TransactionCanceledException"):
        table.transact_write_items(TransactItems=[put, {"ConditionCheck": absent}])
    assert then() == BEFORE
    assert {one["price"]["N"] for one in items_now(ACCOUNT, REGION, NAME)} == {"1"}


def test_what_is_written_at_the_moment_itself_counts(table):
    table.put_item(TableName=NAME, Item=item("put", "2"))
    held = items_at(ACCOUNT, REGION, NAME, later.timestamp())
    assert {one["id"]["S"]: one["price"]["N"] for one in held}["put"] == "2"


def test_items_are_loaded_into_a_table(table):
    load(ACCOUNT, REGION, NAME, [item("loaded", "7")])
    assert table.get_item(TableName=NAME, Key=key("loaded"))["Item"]["price"] == {"N": "7"}
