"""Tables that change."""

import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from tapstack.simulate.cloud import open_cloud
from tapstack.simulate.cloud.clients import client
from tapstack.simulate.cloud.environment import scrubbed

KEY = "arn:aws:kms:us-east-1:123456789012:key/1"
STREAM = {"StreamEnabled": True, "StreamViewType": "KEYS_ONLY"}


@pytest.fixture
def moto():
    with scrubbed(), mock_aws():
        yield client("dynamodb", "us-east-1")


@pytest.fixture
def dynamodb():
    with open_cloud() as cloud:
        yield cloud.client("dynamodb", "us-east-1")


def create(dynamodb, **settings):
    dynamodb.create_table(
        TableName="t",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "K", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "K", "KeyType": "HASH"}],
        **settings,
    )


def encrypt(dynamodb, **encryption):
    create(dynamodb)
    dynamodb.update_table(TableName="t", SSESpecification={"Enabled": True, "SSEType": "KMS", **encryption})
    return dynamodb.describe_table(TableName="t")["Table"].get("SSEDescription", {}).get("KMSMasterKeyArn")


def stop(dynamodb):
    create(dynamodb, StreamSpecification=STREAM)
    dynamodb.update_table(TableName="t", StreamSpecification={"StreamEnabled": False})


def put(dynamodb):
    dynamodb.put_item(TableName="t", Item={"K": {"S": "a"}})


def test_canary_moto_loses_other_encryption(moto):
    assert encrypt(moto, KMSMasterKeyId=KEY) is None


def test_canary_moto_starts_no_stream_again(moto):
    stop(moto)
    with pytest.raises(ClientError, match="Cannot enable stream"):
        moto.update_table(TableName="t", StreamSpecification=STREAM)


def test_canary_moto_fails_to_put_an_item_once_a_stream_is_stopped(moto):
    stop(moto)
    with pytest.raises(KeyError, match="StreamViewType"):
        put(moto)


def test_other_encryption_is_told(dynamodb):
    assert encrypt(dynamodb, KMSMasterKeyId=KEY) == KEY


def test_encryption_without_a_key_is_by_dynamodb_s_own(dynamodb):
    assert encrypt(dynamodb).startswith("arn:aws:kms:us-east-1:123456789012:key/")


def test_a_stream_starts_again(dynamodb):
    stop(dynamodb)
    dynamodb.update_table(TableName="t", StreamSpecification=STREAM)
    assert dynamodb.describe_table(TableName="t")["Table"]["StreamSpecification"] == STREAM


def test_a_stream_that_runs_is_not_started_again(dynamodb):
    create(dynamodb, StreamSpecification=STREAM)
    with pytest.raises(ClientError, match="Cannot enable stream"):
        dynamodb.update_table(TableName="t", StreamSpecification=STREAM)


def test_items_are_put_while_a_stream_is_stopped(dynamodb):
    stop(dynamodb)
    put(dynamodb)
    assert dynamodb.scan(TableName="t")["Count"] == 1
