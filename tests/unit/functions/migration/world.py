"""What the functions of the workflow find: the state table, metrics, parameters, and what people and the bus hear.

CloudWatch, SSM, DynamoDB, SNS, EventBridge and SQS are moto's. It knows neither replicas of a table nor recovery
points: they are put into the answers of DescribeTable and ListRecoveryPointsByBackupVault, in the shapes of botocore's
service models, which still judge the requests.
"""

import functools
import json

import boto3

from tests.unit.functions.sources import fresh

SOURCE, TARGET, NOW = "us-east-1", "eu-central-1", 1_790_000_037
ME, OTHER, THIRD = (f"arn:aws:states:eu-central-1:123456789012:execution:trading-migration:{n}" for n in "abc")
STREAM, FUNCTION = {"StreamName": "market-data-verify"}, {"FunctionName": "analytics-processor-verify"}
SETTINGS = fresh("tasks").SETTINGS


@functools.cache
def at(service, region=TARGET):
    return boto3.client(service, region_name=region)


def hear(queue):
    """Events as they are, messages of the topic by their text; each is heard once."""
    bodies = []
    while messages := at("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages"):
        bodies += [json.loads(message["Body"]) for message in messages]
        for message in messages:
            at("sqs").delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
    return bodies


def call(module, task, execution=ME, settings=None, **more):
    defaults = {name: default for name, (default, _, _) in SETTINGS.items()}
    event = {
        "task": task,
        "execution": execution,
        "fence": 1,
        "turn": 0,
        "settings": defaults | (settings or {}),
        **more,
    }
    return module.handler(event, None)


def stored(step):
    answer = at("dynamodb").get_item(
        TableName="migration-state-verify", Key={"MigrationId": {"S": "verify"}, "Step": {"S": step}}
    )
    return {name: next(iter(value.values())) for name, value in answer.get("Item", {}).items()}


def store(step, **texts):
    item = {
        "MigrationId": {"S": "verify"},
        "Step": {"S": step},
        **{name: {"S": value} if isinstance(value, str) else {"N": str(value)} for name, value in texts.items()},
    }
    at("dynamodb").put_item(TableName="migration-state-verify", Item=item)


def publish(region, namespace, name, dimensions, *values, skipped=1):
    """A value a minute, the newest first, that of ``skipped`` minutes ago."""
    minute = NOW // 60 * 60
    for age, value in enumerate(values, start=skipped):
        datum = {
            "MetricName": name,
            "Dimensions": [{"Name": key, "Value": text} for key, text in dimensions.items()],
            "Value": value,
        }
        at("cloudwatch", region).put_metric_data(
            Namespace=namespace, MetricData=[datum | {"Timestamp": minute - 60 * age}]
        )


def drained(region):
    return at("ssm", region).get_parameter(Name=f"/trading-platform/verify/state/drain-{region}")["Parameter"]["Value"]
