"""What the workflow finds in AWS when all is well: simulated by moto, or stood in for where moto does not have it."""

import datetime as dt
import io
import time
import zipfile
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import boto3

from tests.integration.workflow.definition import functions
from tests.place import ACCOUNT, SOURCE, TARGET

STATE_TABLE = "migration-state-verify"


ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_SESSION_TOKEN": "testing",
    "AWS_ACCOUNT_ID_ENDPOINT_MODE": "disabled",
    "AWS_CONFIG_FILE": "/dev/null",
    "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_REGION": TARGET,
    "AWS_DEFAULT_REGION": TARGET,
}


def client(service: str, region: str = TARGET) -> Any:
    """A client of a simulated service."""
    return boto3.client(service, region_name=region)


def key(migration: str, step: str) -> dict[str, Any]:
    """The key of a step in the state table."""
    return {"MigrationId": {"S": migration}, "Step": {"S": step}}


def stored(migration: str, step: str) -> dict[str, Any]:
    """What the state table holds of a step."""
    item = client("dynamodb").get_item(TableName=STATE_TABLE, Key=key(migration, step)).get("Item", {})
    return {name: next(iter(value.values())) for name, value in item.items()}


def store(migration: str, step: str, values: dict[str, dict[str, str]]) -> None:
    """Write a step into the state table, as its owner would."""
    client("dynamodb").put_item(TableName=STATE_TABLE, Item=key(migration, step) | values)


def furnish() -> None:
    """What the template makes and the tasks look at: all of it well."""
    client("iam").create_role(RoleName="lambda", AssumeRolePolicyDocument="{}")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("index.py", "")
    for name in functions():
        role = f"arn:aws:iam::{ACCOUNT}:role/lambda"
        client("lambda").create_function(
            FunctionName=name,
            Runtime="python3.13",
            Role=role,
            Handler="index.handler",
            Code={"ZipFile": archive.getvalue()},
        )
    names = ("MigrationId", "Step")
    client("dynamodb").create_table(
        TableName=STATE_TABLE,
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[
            {"AttributeName": name, "KeyType": kind} for name, kind in zip(names, ("HASH", "RANGE"), strict=True)
        ],
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in names],
    )
    client("events").create_event_bus(Name="trading-migration-verify")
    client("sns").create_topic(Name="migration-events-verify")
    client("sqs").create_queue(QueueName="trading-analytics-dlq-verify")
    for name in ("VpcId", "VpcCidr", "RouteTableIds", "KmsKeyArn", "BucketName", "VaultArn", "BusArn"):
        client("ssm").put_parameter(Name=f"/trading-platform/verify/contract/{name}", Value="x", Type="String")
    measure()


def settle(migration: str) -> None:
    """What stands before a migration: both stacks are complete, nothing is drained, and a restore was looked into."""
    for region in (SOURCE, TARGET):
        values = {"Status": {"S": "UPDATE_COMPLETE"}, "Revision": {"N": "1"}, "ActiveRegion": {"S": SOURCE}}
        store(migration, f"STACK#{region}", values)
        name = f"/trading-platform/verify/state/drain-{region}"
        client("ssm", region).put_parameter(Name=name, Value="false", Type="String", Overwrite=True)
    store(migration, "RESTORE#1", {"Status": {"S": "SUCCESSFUL"}, "UpdatedAt": {"N": str(int(time.time()))}})


def measure() -> None:
    """Metrics of the minutes around the tests, as a platform that is well has them."""
    buckets = (f"trading-data-verify-{ACCOUNT}-{region}" for region in (SOURCE, TARGET))
    rule = dict(zip(("SourceBucket", "DestinationBucket", "RuleId"), (*buckets, "ToPeer"), strict=True))
    stream = {"StreamName": "market-data-verify"}
    for region, namespace, name, dimensions, value in (
        (TARGET, "AWS/S3", "ReplicationLatency", rule, 30),
        (SOURCE, "AWS/S3", "OperationsFailedReplication", rule, 0),
        (
            SOURCE,
            "AWS/DynamoDB",
            "ReplicationLatency",
            {"TableName": "trading-analytics-verify", "ReceivingRegion": TARGET},
            900,
        ),
        (SOURCE, "AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", stream, 0),
        (TARGET, "AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", stream, 0),
        (TARGET, "AWS/Kinesis", "IncomingRecords", stream, 600_000),
        (TARGET, "Trading/Health", "RegionHealthy", {"Environment": "verify", "Region": TARGET}, 1),
    ):
        datum = {
            "MetricName": name,
            "Dimensions": [{"Name": key, "Value": text} for key, text in dimensions.items()],
            "Value": value,
        }
        data = [datum | {"Timestamp": time.time() + 60 * minute} for minute in range(-15, 10)]
        client("cloudwatch", region).put_metric_data(Namespace=namespace, MetricData=data)


def pretend(checks: ModuleType) -> None:
    """What moto does not know: replicas of a table, and recovery points. Shapes are those of botocore's models."""
    table = {"TableStatus": "ACTIVE", "Replicas": [{"RegionName": TARGET, "ReplicaStatus": "ACTIVE"}]}
    arn = f"arn:aws:dynamodb:{SOURCE}:{ACCOUNT}:table/trading-analytics-verify"
    point = {"Status": "COMPLETED", "ResourceArn": arn, "CreationDate": dt.datetime.now(dt.UTC)}
    for service, region, operation, answer in (
        ("dynamodb", SOURCE, "DescribeTable", {"Table": table}),
        ("dynamodb", TARGET, "DescribeTable", {"Table": table}),
        ("backup", TARGET, "ListRecoveryPointsByBackupVault", {"RecoveryPoints": [point]}),
    ):
        events = checks.client(service, region).meta.events
        events.register(f"before-call.{service}.{operation}", answering(answer))


def answering(answer: dict[str, Any]) -> Callable[..., tuple[Any, dict[str, Any]]]:
    """A handler of botocore's ``before-call`` that answers in the place of the service."""
    return lambda **_: (SimpleNamespace(status_code=200), answer)
