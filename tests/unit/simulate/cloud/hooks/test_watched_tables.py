"""Tables whose changes are told."""

import inspect

import pytest
from moto import mock_aws
from moto.dynamodb.models.table import StreamShard

from tapstack.simulate.cloud import open_cloud
from tapstack.simulate.cloud.clients import client
from tapstack.simulate.cloud.environment import scrubbed
from tapstack.simulate.cloud.hooks.watched_tables import listeners

REGION = "eu-central-1"
KEY = {"id": {"S": "a"}}


def create(dynamodb, **settings):
    """A table t, whose stream tells of old and new items."""
    view = {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"}
    about = dynamodb.create_table(
        TableName="t",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
        **{"StreamSpecification": view, **settings},
    )
    return about["TableDescription"]


def put(dynamodb, price):
    dynamodb.put_item(TableName="t", Item={**KEY, "price": {"N": price}})


@pytest.fixture
def told():
    """What is told, and the clients of the account."""
    with open_cloud() as cloud:
        found = []
        listeners.append(lambda *one: found.append(one))
        yield found, cloud.client("dynamodb", REGION)


def test_canary_moto_adds_records_by_this_function_and_one_for_a_write_that_changes_nothing():
    assert list(inspect.signature(StreamShard.add).parameters) == ["self", "old", "new"]
    with scrubbed(), mock_aws():
        dynamodb = client("dynamodb", REGION)
        arn = create(dynamodb)["LatestStreamArn"]
        for _ in range(2):
            put(dynamodb, "1")
        streams = client("dynamodbstreams", REGION)
        shard = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"][0]["ShardId"]
        place = streams.get_shard_iterator(StreamArn=arn, ShardId=shard, ShardIteratorType="TRIM_HORIZON")
        assert len(streams.get_records(ShardIterator=place["ShardIterator"])["Records"]) == 2


def test_every_change_is_told_with_its_place(told):
    found, dynamodb = told
    about = create(dynamodb)
    put(dynamodb, "1")
    change = {"UpdateExpression": "SET price = :p", "ExpressionAttributeValues": {":p": {"N": "2"}}}
    dynamodb.update_item(TableName="t", Key=KEY, **change)
    dynamodb.delete_item(TableName="t", Key=KEY)
    assert [record["eventName"] for *_, record in found] == ["INSERT", "MODIFY", "REMOVE"]
    assert {tuple(place) for *place, _ in found} == {(REGION, "t", about["LatestStreamLabel"])}
    modified = found[1][-1]["dynamodb"]
    assert (modified["OldImage"]["price"], modified["NewImage"]["price"]) == ({"N": "1"}, {"N": "2"})


def test_writes_that_change_nothing_are_not_told(told):
    found, dynamodb = told
    create(dynamodb)
    put(dynamodb, "1")
    put(dynamodb, "1")
    dynamodb.update_item(
        TableName="t", Key=KEY, UpdateExpression="SET price = :p", ExpressionAttributeValues={":p": {"N": "1"}}
    )
    dynamodb.delete_item(TableName="t", Key={"id": {"S": "none"}})
    assert len(found) == 1


def test_a_table_without_a_stream_tells_nothing(told):
    found, dynamodb = told
    create(dynamodb, StreamSpecification={"StreamEnabled": False})
    put(dynamodb, "1")
    assert found == []


def test_listeners_are_forgotten_with_their_account():
    with open_cloud():
        listeners.append(print)
    assert listeners == []
