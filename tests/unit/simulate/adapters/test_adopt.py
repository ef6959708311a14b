"""What is there is found by its identifier, as what it was made as; what is not there is not found."""

from typing import Any

import pytest

from tapstack.simulate.adapters.catalogue import adapters
from tapstack.simulate.engine.importing import identifier_of, importable
from tapstack.simulate.engine.refusals import handler_code
from tapstack.simulate.resources import RefusedError, UnsupportedError
from tests.unit.simulate.adapters.conftest import Making

TABLE: dict[str, Any] = {
    "TableName": "orders",
    "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
    "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
    "BillingMode": "PAY_PER_REQUEST",
}
STREAM = {"StreamSpecification": {"StreamViewType": "NEW_IMAGE"}}
ROWS: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "AWS::Backup::BackupVault": ({"BackupVaultName": "vault"}, {"BackupVaultName": "vault"}),
    "AWS::DynamoDB::GlobalTable": ({**TABLE, **STREAM, "Replicas": [{"Region": "us-east-1"}]}, {"TableName": "orders"}),
    "AWS::DynamoDB::Table": ({**TABLE, **STREAM}, {"TableName": "orders"}),
    "AWS::Events::EventBus": ({"Name": "bus"}, {"Name": "bus"}),
    "AWS::KMS::Key": ({}, {}),
    "AWS::Kinesis::Stream": ({"Name": "stream", "ShardCount": 1}, {"Name": "stream"}),
    "AWS::Logs::LogGroup": ({"LogGroupName": "/log"}, {"LogGroupName": "/log"}),
    "AWS::S3::Bucket": ({"BucketName": "data-bucket"}, {"BucketName": "data-bucket"}),
    "AWS::SQS::Queue": ({"QueueName": "queue"}, {}),
    "AWS::SSM::Parameter": ({"Name": "/name", "Type": "String", "Value": "v"}, {"Name": "/name"}),
}
"""By type: the properties, and the identifier; one that the service gives is what Ref gives."""


def adopted(making, kind, identifier, properties):
    return making.workshop.adopt(making.owner, identifier, making.wanted(kind, **properties))


@pytest.mark.parametrize("kind", ROWS)
def test_it_is_what_it_was_made_as(making, kind):
    properties, identifier = ROWS[kind]
    wanted, made = making.create(kind, **properties)
    identifier = identifier or {identifier_of(kind)[0]: made.physical_id}
    found = adopted(making, kind, identifier, properties)
    assert found.physical_id == made.physical_id
    ours = {name: value for name, value in made.attributes.items() if name != "TableId"}
    assert {name: found.attributes.get(name) for name in ours} == ours
    assert making.read(wanted, found) == making.read(wanted, made)


@pytest.mark.parametrize("kind", ROWS)
def test_what_is_not_there_is_not_found(making, kind):
    properties, identifier = ROWS[kind]
    absent = identifier or {identifier_of(kind)[0]: "https://sqs.us-east-1.amazonaws.com/123456789012/none"}
    with pytest.raises(RefusedError) as caught:
        adopted(making, kind, absent, properties)
    assert handler_code(caught.value) == "NotFound"


def test_a_key_that_waits_for_its_deletion_is_not_found(making):
    _, made = making.create("AWS::KMS::Key")
    making.bench.client("kms").schedule_key_deletion(KeyId=made.physical_id, PendingWindowInDays=7)
    with pytest.raises(RefusedError, match="pending deletion"):
        adopted(making, "AWS::KMS::Key", {"KeyId": made.physical_id}, {})


def test_a_bucket_of_another_region_is_not_found(making, elsewhere):
    elsewhere.create("AWS::S3::Bucket", BucketName="far-away")
    with pytest.raises(RefusedError, match="is in eu-central-1, not in us-east-1"):
        adopted(making, "AWS::S3::Bucket", {"BucketName": "far-away"}, {"BucketName": "far-away"})


def test_a_queue_is_found_whichever_host_tells_its_url(making):
    _, made = making.create("AWS::SQS::Queue", QueueName="queue")
    url = {"QueueUrl": "http://127.0.0.1:5000/123456789012/queue"}
    assert adopted(making, "AWS::SQS::Queue", url, {"QueueName": "queue"}).physical_id == made.physical_id


def test_replicas_that_are_there_are_those_of_the_table(cloud, making):
    for region in ("us-east-1", "eu-central-1"):
        client = cloud.client("dynamodb", region)
        client.create_table(**TABLE)
    replicas = [{"Region": "us-east-1"}, {"Region": "eu-central-1"}, {"Region": "eu-west-1"}]
    wanted = making.wanted("AWS::DynamoDB::GlobalTable", **TABLE, Replicas=replicas)
    made = making.workshop.adopt(making.owner, {"TableName": "orders"}, wanted)
    assert [one["Region"] for one in making.read(wanted, made)["Replicas"]] == ["us-east-1", "eu-central-1"]
    making.delete(wanted, made)
    assert cloud.client("dynamodb", "eu-central-1").list_tables()["TableNames"] == []


def test_what_moto_does_not_hold_of_it_stays_as_it_is_recorded(cloud, making):
    given = {"Name": "stream", "ShardCount": 1, "MaxRecordSizeInKiB": 2048}
    making.create("AWS::Kinesis::Stream", **given)
    other = Making(cloud)
    adopted(other, "AWS::Kinesis::Stream", {"Name": "stream"}, {**given, "MaxRecordSizeInKiB": 4096})
    assert cloud.records.get("us-east-1", "AWS::Kinesis::Stream", "stream") == {"MaxRecordSizeInKiB": 2048}


def test_what_cannot_be_told_of_is_unsupported(making):
    with pytest.raises(UnsupportedError, match="cannot be imported here: the simulator cannot tell its"):
        adopted(making, "AWS::EC2::VPC", {"VpcId": "vpc-1"}, {"CidrBlock": "10.0.0.0/16"})
    with pytest.raises(UnsupportedError, match="which the simulator cannot import"):
        adopted(making, "AWS::Lambda::Permission", {"FunctionName": "f", "Id": "1"}, {})


def test_every_type_that_can_be_imported_either_finds_or_says_that_it_cannot(making):
    for kind in filter(importable, adapters()):
        with pytest.raises((RefusedError, UnsupportedError)):
            adopted(making, kind, dict.fromkeys(identifier_of(kind), "none"), {})
