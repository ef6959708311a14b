"""What a function calls while its tests run is held against its role. The calls here are refused before they are made."""

from typing import Any

import boto3
import pytest

from tests.unit.functions.grants.operations import actions
from tests.unit.functions.grants.reading import model
from tests.unit.functions.grants.requests import requests
from tests.unit.functions.grants.watch import Watch
from tests.unit.functions.sources import SOURCES

PROBE, TABLE, HERE = "probe.py", "trading-analytics-verify", "us-east-1"
KEY = {"TradeId": {"S": f"HEALTH#{HERE}"}, "Timestamp": {"N": "0"}}


@pytest.fixture
def probe(aws, deployed, monkeypatch):
    """boto3 as the probe of the source region has it, whose role reads and writes its own items of the local table."""
    monkeypatch.setenv("AWS_REGION", HERE)
    return Watch(SOURCES / PROBE, deployed)


def get(watch: Watch, region: str = HERE, table: str = TABLE, key: Any = KEY) -> Any:
    return watch.client("dynamodb", region).get_item(TableName=table, Key=key)


def test_what_the_role_allows_reaches_the_service(probe):
    with pytest.raises(boto3.client("dynamodb", HERE).exceptions.ResourceNotFoundException):
        get(probe)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (
            {"region": "eu-central-1"},
            "does not allow dynamodb:GetItem on arn:aws:dynamodb:eu-central-1:.*in eu-central-1",
        ),
        (
            {"table": "another"},
            "role trading-verify-us-east-1-probe does not allow .*:table/another, called in us-east-1",
        ),
        (
            {"key": {**KEY, "TradeId": {"S": "T1"}}},
            "HealthProbeFunction in us-east-1.* does not allow dynamodb:GetItem",
        ),
    ],
    ids=["another region", "another table", "another item"],
)
def test_what_it_does_not_allow_fails_the_test(probe, call, words):
    with pytest.raises(pytest.fail.Exception, match=words):
        get(probe, **call)


def test_a_call_that_the_source_does_not_have_fails_the_test(probe):
    with pytest.raises(pytest.fail.Exception, match=r"reading of probe.py does not see that it calls dynamodb Scan"):
        probe.client("dynamodb", HERE).scan(TableName=TABLE)


def test_a_function_that_is_not_in_the_region_fails_the_test(aws, deployed, monkeypatch):
    monkeypatch.setenv("AWS_REGION", "eu-central-1")
    with pytest.raises(pytest.fail.Exception, match=r"no function with the source mirror.py in eu-central-1"):
        Watch(SOURCES / "mirror.py", deployed).client("kinesis", HERE).put_records(Records=[], StreamName="s")


def test_a_failure_is_no_exception_that_a_function_handles():
    assert not issubclass(pytest.fail.Exception, Exception)


def test_resources_are_watched_as_clients_are(probe):
    with pytest.raises(pytest.fail.Exception, match=r"does not allow dynamodb:GetItem on .*:table/another"):
        probe.resource("dynamodb", HERE).Table("another").get_item(Key={"TradeId": "T1", "Timestamp": 0})


def asked(service: str, operation: str, **parameters: Any) -> list[tuple[str, str]]:
    return [(found.action, found.resource) for found in requests(model(service), operation, HERE, parameters)]


@pytest.mark.parametrize(
    ("service", "operation", "parameters", "expected"),
    [
        ("cloudwatch", "PutMetricData", {}, [("cloudwatch:PutMetricData", "*")]),
        ("stepfunctions", "SendTaskSuccess", {}, [("states:SendTaskSuccess", "*")]),
        ("sqs", "SendMessageBatch", {"QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/letters"}, [("sqs:SendMessage", "arn:aws:sqs:us-east-1:123456789012:letters")]),
        ("s3", "HeadObject", {"Bucket": "b", "Key": "k/1"}, [("s3:GetObject", "arn:aws:s3:::b/k/1")]),
        ("ssm", "GetParameters", {"Names": ["/a/b", "/c"]}, [("ssm:GetParameters", "arn:aws:ssm:us-east-1:123456789012:parameter/a/b"), ("ssm:GetParameters", "arn:aws:ssm:us-east-1:123456789012:parameter/c")]),
        ("dynamodb", "BatchGetItem", {"RequestItems": {"a": {}, "b": {}}}, [("dynamodb:BatchGetItem", "arn:aws:dynamodb:us-east-1:123456789012:table/a"), ("dynamodb:BatchGetItem", "arn:aws:dynamodb:us-east-1:123456789012:table/b")]),
        ("s3control", "CreateJob", {"RoleArn": "arn:aws:iam::123456789012:role/r"}, [("s3:CreateJob", "*"), ("iam:PassRole", "arn:aws:iam::123456789012:role/r")]),
    ],
)  # fmt: skip
def test_a_call_asks_for_actions_on_what_its_parameters_name(service, operation, parameters, expected):
    assert asked(service, operation, **parameters) == expected


def test_parameters_that_name_nothing_are_told():
    with pytest.raises(LookupError, match=r"dynamodb:GetItem names no dynamodb:table. Say in VARIABLES"):
        asked("dynamodb", "GetItem")


def test_operations_without_an_action_of_their_name_are_told():
    with pytest.raises(LookupError, match=r"No action has the name of s3 HeadBucket. Say in OTHERS"):
        actions(model("s3"), "HeadBucket")
