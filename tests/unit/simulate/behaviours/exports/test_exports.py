"""Exports of tables: when they come, what is in them, and what is refused."""

import base64
import datetime as dt
import gzip
import hashlib
import json

import pytest
from botocore.exceptions import ClientError

from tapstack.simulate.cloud.calls import CallRefusedError
from tapstack.simulate.cloud.role import acting_as
from tapstack.simulate.resources import UnsupportedError
from tests.unit.simulate.behaviours.conftest import SOURCE

TABLE, BUCKET, ROLE = "trades", "exports-of-trades", "arn:aws:iam::123456789012:role/exporter"
ARN = f"arn:aws:dynamodb:{SOURCE}:123456789012:table/{TABLE}"


@pytest.fixture
def dynamodb(life):
    client = life.client("dynamodb", SOURCE)
    client.create_table(
        TableName=TABLE,
        KeySchema=[{"AttributeName": "TradeId", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "TradeId", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    recover(client)
    life.client("s3", SOURCE).create_bucket(Bucket=BUCKET)
    return client


def recover(client, on=True):
    client.update_continuous_backups(
        TableName=TABLE, PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": on}
    )


def write(client, *names, price="1"):
    for name in names:
        client.put_item(TableName=TABLE, Item={"TradeId": {"S": name}, "Price": {"N": price}})


def ask(client, **more):
    asked = {"TableArn": ARN, "S3Bucket": BUCKET, "S3SseAlgorithm": "AES256", **more}
    return client.export_table_to_point_in_time(**asked)["ExportDescription"]


def now(client, made):
    return client.describe_export(ExportArn=made["ExportArn"])["ExportDescription"]


def read(life, key):
    return life.client("s3", SOURCE).get_object(Bucket=BUCKET, Key=key)["Body"].read()


def files(life, found):
    summary = json.loads(read(life, found["ExportManifest"]))
    return [json.loads(line) for line in read(life, summary["manifestFilesS3Key"]).splitlines()]


def exported(life, found):
    """What is in the data files; each has the md5 and the number of items that the manifest says."""
    items = []
    for file in files(life, found):
        body = read(life, file["dataFileS3Key"])
        assert base64.b64encode(hashlib.md5(body).digest()).decode() == file["md5Checksum"]
        lines = gzip.decompress(body).splitlines() if body else []
        assert len(lines) == file["itemCount"]
        items += [json.loads(line)["Item"] for line in lines]
    return {item["TradeId"]["S"]: item["Price"]["N"] for item in items}


def test_an_export_takes_minutes_and_has_what_the_table_held_when_it_was_asked_for(life, dynamodb):
    write(dynamodb, "a", "b")
    made = ask(dynamodb)
    assert made["ExportStatus"] == "IN_PROGRESS"
    life.clock.run(60)
    write(dynamodb, "c")
    dynamodb.delete_item(TableName=TABLE, Key={"TradeId": {"S": "a"}})
    assert now(dynamodb, made)["ExportStatus"] == "IN_PROGRESS"
    life.clock.run(300)
    found = now(dynamodb, made)
    assert (found["ExportStatus"], found["ItemCount"]) == ("COMPLETED", 2)
    assert exported(life, found) == {"a": "1", "b": "1"}


def test_an_export_has_what_the_table_held_at_its_time(life, dynamodb):
    write(dynamodb, "changed", "removed")
    life.clock.run(60)
    at = life.clock.moment
    life.clock.run(60)
    write(dynamodb, "changed", "new", price="2")
    dynamodb.delete_item(TableName=TABLE, Key={"TradeId": {"S": "removed"}})
    life.clock.run(400)
    made = ask(dynamodb, ExportTime=at)
    life.clock.run(400)
    assert exported(life, now(dynamodb, made)) == {"changed": "1", "removed": "1"}


def test_a_large_table_has_a_file_for_each_thousand_items(life, dynamodb):
    write(dynamodb, *[f"T{number}" for number in range(1001)])
    made = ask(dynamodb, S3Prefix="old")
    life.clock.run(400)
    found = now(dynamodb, made)
    assert [file["itemCount"] for file in files(life, found)] == [1000, 1]
    assert found["ExportManifest"].startswith("old/AWSDynamoDB/0")
    assert len(exported(life, found)) == 1001


def test_an_empty_table_has_an_empty_file(life, dynamodb):
    made = ask(dynamodb)
    life.clock.run(400)
    found = now(dynamodb, made)
    assert [(file["itemCount"], read(life, file["dataFileS3Key"])) for file in files(life, found)] == [(0, b"")]


def test_the_same_request_is_one_export_and_another_one_of_its_token_is_refused(life, dynamodb):
    made = ask(dynamodb, ClientToken="once")
    life.clock.run(3600)
    assert ask(dynamodb, ClientToken="once")["ExportArn"] == made["ExportArn"]
    with pytest.raises(ClientError, match="ExportConflictException"):
        ask(dynamodb, ClientToken="once", S3Prefix="elsewhere")
    life.clock.run(9 * 3600)
    assert ask(dynamodb, ClientToken="once")["ExportArn"] != made["ExportArn"]


def test_without_recovery_there_is_no_export(life, dynamodb):
    recover(dynamodb, on=False)
    with pytest.raises(ClientError, match="PointInTimeRecoveryUnavailableException"):
        ask(dynamodb)


@pytest.mark.parametrize(
    ("seconds", "taken"), [(-600, False), (0, True), (500, True), (800, False)], ids=["before", "first", "in", "behind"]
)
def test_the_time_of_an_export_lies_between_the_beginning_of_recovery_and_five_minutes_ago(
    life, dynamodb, seconds, taken
):
    at = life.clock.moment + dt.timedelta(seconds=seconds)
    life.clock.run(1000)
    if taken:
        assert ask(dynamodb, ExportTime=at)["ExportTime"] == at
    else:
        with pytest.raises(ClientError, match="InvalidExportTimeException"):
            ask(dynamodb, ExportTime=at)


def test_a_table_that_is_not_there_and_an_export_that_is_not_there_are_refused(life, dynamodb):
    with pytest.raises(ClientError, match="TableNotFoundException"):
        ask(dynamodb, TableArn=ARN + "-none")
    with pytest.raises(ClientError, match="ExportNotFoundException"):
        now(dynamodb, {"ExportArn": f"{ARN}/export/0-none"})


def test_what_is_not_modelled_is_refused_by_name(life, dynamodb):
    with pytest.raises(UnsupportedError, match="ExportFormat"):
        ask(dynamodb, ExportFormat="ION")


def test_an_export_into_no_bucket_fails(life, dynamodb):
    made = ask(dynamodb, S3Bucket="nowhere-at-all")
    life.clock.run(1)
    found = now(dynamodb, made)
    assert (found["ExportStatus"], found["FailureCode"]) == ("FAILED", "S3NoSuchBucket")


def test_an_export_writes_with_the_permissions_of_who_asked_for_it(life, dynamodb):
    allow = {"Effect": "Allow", "Action": ["dynamodb:*", "s3:*"], "Resource": "*"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [allow]})
    iam = life.client("iam", SOURCE)
    iam.create_role(RoleName="exporter", AssumeRolePolicyDocument=document)
    iam.put_role_policy(RoleName="exporter", PolicyName="p", PolicyDocument=document)

    def guard(call):
        if call.role == ROLE and call.operation == "PutObject":
            raise CallRefusedError("AccessDenied", "no", status=403)

    with acting_as(ROLE):
        granted = ask(dynamodb, ClientToken="granted")
    life.clock.run(400)
    assert now(dynamodb, granted)["ExportStatus"] == "COMPLETED"
    life.cloud.calls.guards.append(guard)
    with acting_as(ROLE):
        made = ask(dynamodb)
    life.clock.run(1)
    assert now(dynamodb, made)["FailureCode"] == "S3AccessDenied"


def test_the_objects_are_encrypted_with_the_key_that_was_asked_for(life, dynamodb):
    key = life.client("kms", SOURCE).create_key()["KeyMetadata"]["Arn"]
    made = ask(dynamodb, S3SseAlgorithm="KMS", S3SseKmsKeyId=key)
    life.clock.run(400)
    held = life.client("s3", SOURCE).head_object(Bucket=BUCKET, Key=now(dynamodb, made)["ExportManifest"])
    assert (held["ServerSideEncryption"], held["SSEKMSKeyId"]) == ("aws:kms", key)


def test_an_export_that_is_made_to_fail_fails_once(life, dynamodb):
    life.exports.fail[TABLE] = 1
    first, second = ask(dynamodb, ClientToken="1"), ask(dynamodb, ClientToken="2")
    life.clock.run(400)
    assert [now(dynamodb, made)["ExportStatus"] for made in (first, second)] == ["FAILED", "COMPLETED"]


def test_an_export_waits_for_its_region(life, dynamodb):
    write(dynamodb, "a")
    made = ask(dynamodb)
    life.clock.run(10)
    life.outages.lose(SOURCE)
    life.clock.run(1000)
    life.outages.restore(SOURCE)
    assert now(dynamodb, made)["ExportStatus"] == "IN_PROGRESS"
    life.clock.run(1)
    assert exported(life, now(dynamodb, made)) == {"a": "1"}


def test_exports_are_listed_in_pages(life, dynamodb):
    made = [ask(dynamodb, ClientToken=str(number))["ExportArn"] for number in range(3)]
    first = dynamodb.list_exports(TableArn=ARN, MaxResults=2)
    pages = [first, dynamodb.list_exports(TableArn=ARN, MaxResults=2, NextToken=first["NextToken"])]
    assert [one["ExportArn"] for found in pages for one in found["ExportSummaries"]] == made
    assert "NextToken" not in pages[1]
