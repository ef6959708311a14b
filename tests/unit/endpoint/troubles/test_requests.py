"""Requests that are refused."""

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError

CALLS = {
    "query": ("sns", lambda client: client.list_topics()),
    "ec2": ("ec2", lambda client: client.describe_vpcs()),
    "json": ("dynamodb", lambda client: client.list_tables()),
    "query or json": ("sqs", lambda client: client.list_queues()),
    "rest-json": ("lambda", lambda client: client.list_functions()),
    "rest-xml": ("route53", lambda client: client.list_hosted_zones()),
    "s3": ("s3", lambda client: client.list_buckets()),
    "formation": ("cloudformation", lambda client: client.list_stacks()),
}


@pytest.mark.parametrize(("service", "call"), CALLS.values(), ids=CALLS)
def test_a_refusal_has_its_code_message_and_status_in_every_protocol(room, service, call):
    room.control("refuse", service=service, code="SlowDown", message="Please reduce your request rate.", status=503)
    client = room.client(service)
    with pytest.raises(ClientError) as refused:
        call(client)
    error = refused.value.response
    assert error["Error"]["Code"].endswith("SlowDown") and error["ResponseMetadata"]["HTTPStatusCode"] == 503
    assert error["Error"]["Message"] == "Please reduce your request rate."
    call(client)


def test_a_refusal_is_for_an_operation_in_a_region(room):
    room.control("refuse", service="s3", operation="ListBuckets", region="eu-west-1", times=0)
    room.client("s3").list_buckets()
    with pytest.raises(ClientError, match="NoSuchBucket"):
        room.client("s3", "eu-west-1").list_objects_v2(Bucket="none")
    for _ in range(3):
        with pytest.raises(ClientError, match="Throttling"):
            room.client("s3", "eu-west-1").list_buckets()


def test_a_connection_is_dropped(room):
    room.control("refuse", service="sqs", drop=True)
    with pytest.raises(ConnectionClosedError):
        room.client("sqs").list_queues()
    room.client("sqs").list_queues()


def test_refusals_are_told_and_cleared(room):
    room.control("refuse", service="sqs", times=0)
    assert room.control("state", "GET")["refusals"][0]["service"] == "sqs"
    room.control("clear")
    room.client("sqs").list_queues()
