"""What a request asks for, and whether it only reads."""

import pytest

from tapstack.endpoint.wire import Asked
from tapstack.endpoint.wire.reading import reads


@pytest.mark.parametrize(
    ("service", "call", "name"),
    [
        ("s3", lambda client: client.list_objects_v2(Bucket="b"), "s3:ListObjectsV2"),
        ("s3", lambda client: client.get_bucket_replication(Bucket="b"), "s3:GetBucketReplication"),
        ("dynamodb", lambda client: client.list_tables(), "dynamodb:ListTables"),
        ("dynamodbstreams", lambda client: client.list_streams(), "dynamodbstreams:ListStreams"),
        ("stepfunctions", lambda client: client.list_state_machines(), "stepfunctions:ListStateMachines"),
        ("cloudwatch", lambda client: client.list_metrics(), "cloudwatch:ListMetrics"),
        ("lambda", lambda client: client.list_functions(), "lambda:ListFunctions"),
        ("account", lambda client: client.list_regions(), "account:ListRegions"),
        ("cloudformation", lambda client: client.list_stacks(), "cloudformation:ListStacks"),
    ],
)
def test_service_operation_and_region_are_found_as_boto3_names_them(room, service, call, name):
    seen = []
    request = room.recorder.request

    def watched(what, *rest):
        seen.append(what)
        return request(what, *rest)

    room.recorder.request = watched
    try:
        call(room.client(service, "eu-west-1"))
    except room.client("s3").exceptions.NoSuchBucket:
        pass
    except room.client("s3").exceptions.ClientError as error:
        assert "NoSuchBucket" in str(error)
    assert [(one.name, one.region) for one in seen] == [(name, "eu-west-1")]


@pytest.mark.parametrize(
    ("service", "operation", "method", "reading"),
    [
        ("ec2", "DescribeVpcs", "POST", True),
        ("s3", "ListBuckets", "GET", True),
        ("s3", "GetObject", "GET", True),
        ("s3", "HeadObject", "HEAD", True),
        ("s3", "PutObject", "PUT", False),
        ("sqs", "ReceiveMessage", "POST", False),
        ("sts", "AssumeRole", "POST", False),
        ("sts", "GetSessionToken", "POST", False),
        ("kinesis", "GetShardIterator", "POST", False),
        ("cloudformation", "DetectStackDrift", "POST", False),
        ("cloudformation", "CreateStack", "POST", False),
        ("", "", "GET", True),
        ("", "", "POST", False),
    ],
)
def test_where_there_is_doubt_a_request_changes_something(service, operation, method, reading):
    assert reads(Asked(service, operation, "us-east-1"), method) is reading
