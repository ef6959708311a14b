"""Why a role allows what its function's code never calls: Lambda and other services ask for it in the role's name."""

from collections.abc import Callable
from typing import NamedTuple

from tests.unit.functions.grants.reading import words
from tests.unit.functions.grants.roles import Function
from tests.unit.functions.sources import SOURCES

_GUIDE = "https://docs.aws.amazon.com/lambda/latest/dg/"


class Reason(NamedTuple):
    """Actions, the functions that need them allowed, and where that is written."""

    actions: tuple[str, ...]
    needed_by: Callable[[Function], bool]
    written: str


def _has(prop: str) -> Callable[[Function], bool]:
    return lambda function: function.resource.has(prop)


def _says(*wanted: str) -> Callable[[Function], bool]:
    return lambda function: words(SOURCES / function.source).issuperset(wanted)


REASONS = {
    "Lambda writes the log": Reason(
        ("logs:CreateLogStream", "logs:PutLogEvents"),
        _has("LoggingConfig"),
        _GUIDE + "lambda-intro-execution-role.html",
    ),
    "Lambda sends traces": Reason(
        ("xray:PutTelemetryRecords", "xray:PutTraceSegments"), _has("TracingConfig"), _GUIDE + "services-xray.html"
    ),
    "Lambda keeps events that failed": Reason(
        ("sqs:SendMessage",), _has("DeadLetterConfig"), _GUIDE + "invocation-async-retain-records.html"
    ),
    "Lambda attaches the function to a network": Reason(
        (
            "ec2:AssignPrivateIpAddresses",
            "ec2:CreateNetworkInterface",
            "ec2:DeleteNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets",
            "ec2:UnassignPrivateIpAddresses",
        ),
        _has("VpcConfig"),
        _GUIDE + "configuration-vpc.html",
    ),
    "Lambda reads the Kinesis stream of a function that answers which records failed": Reason(
        (
            "kinesis:DescribeStream",
            "kinesis:DescribeStreamSummary",
            "kinesis:GetRecords",
            "kinesis:GetShardIterator",
            "kinesis:ListShards",
            "kinesis:ListStreams",
        ),
        _says("batchItemFailures", "kinesis"),
        _GUIDE + "with-kinesis.html",
    ),
    "Lambda reads the DynamoDB stream of a function that answers which records failed": Reason(
        ("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"),
        _says("batchItemFailures", "ApproximateCreationDateTime"),
        _GUIDE + "with-ddb.html",
    ),
    "Lambda decrypts variables, and services data, by the platform's key": Reason(
        ("kms:Decrypt", "kms:GenerateDataKey"), _has("KmsKeyArn"), _GUIDE + "configuration-envvars-encryption.html"
    ),
    "DynamoDB looks at the key of an encrypted table": Reason(
        ("kms:DescribeKey",),
        _says("dynamodb"),
        "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html",
    ),
}
