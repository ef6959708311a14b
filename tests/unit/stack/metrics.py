"""What alarms and dashboards look at, and what a pair of stacks makes that has such metrics."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from tapstack.pytest_plugin import Resource, Stack
from tests.unit.stack.conftest import Pair


class Metric(NamedTuple):
    """A metric in a region; ``dimensions`` by name."""

    region: str
    namespace: str
    name: str
    dimensions: dict[str, str]


def of_alarm(alarm: Resource) -> Metric:
    dimensions = {entry["Name"]: entry["Value"] for entry in alarm.known_property("Dimensions")}
    return Metric(alarm.region, alarm.property("Namespace"), alarm.property("MetricName"), dimensions)


def body(stack: Stack) -> Any:
    """The body of a stack's dashboard; fails where it is no JSON."""
    return json.loads(stack.resource("MonitoringDashboard").known_property("DashboardBody"))


def widgets(stack: Stack) -> list[Any]:
    """The metric widgets of a stack's dashboard."""
    found = [widget["properties"] for widget in body(stack)["widgets"] if widget["type"] == "metric"]
    assert found, f"The dashboard of {stack.region} shows no metric"
    return found


def shown(stack: Stack) -> Iterator[Metric]:
    """The metrics of a stack's dashboard."""
    for widget in widgets(stack):
        for namespace, name, *rest in widget["metrics"]:
            yield Metric(widget["region"], namespace, name, dict(zip(rest[::2], rest[1::2], strict=True)))


_NAMED = {
    "BackupVaultName": ("AWS::Backup::BackupVault", "BackupVaultName"),
    "BucketName": ("AWS::S3::Bucket", "BucketName"),
    "FunctionName": ("AWS::Lambda::Function", "FunctionName"),
    "LogGroupName": ("AWS::Logs::LogGroup", "LogGroupName"),
    "RuleName": ("AWS::Events::Rule", "Name"),
    "QueueName": ("AWS::SQS::Queue", "QueueName"),
    "StreamName": ("AWS::Kinesis::Stream", "Name"),
    "TopicName": ("AWS::SNS::Topic", "TopicName"),
}


def made(pair: Pair, region: str) -> dict[str, set[str]]:
    """The values that a dimension may have in a region: the names of what the pair makes there."""
    source, target = pair
    stack = source if source.region == region else target
    buckets = {one.resource("TradingDataBucket").property("BucketName") for one in pair}
    machines = {machine.property("StateMachineName") for machine in stack.of_type("AWS::StepFunctions::StateMachine")}
    named = {name: {one.property(path) for one in stack.of_type(kind)} for name, (kind, path) in _NAMED.items()}
    suffix = stack.parameters["EnvironmentSuffix"]
    named["FunctionName"] |= {f"trading-{suffix}-mirror", f"trading-{suffix}-catch-up"}  # shown even where not wanted
    return {
        **named,
        "DestinationBucket": buckets,
        "Environment": {suffix},
        "Operation": {"BatchWriteItem"},
        "ReceivingRegion": {one.region for one in pair} - {region},
        "Region": {region},
        "RuleId": {"ToPeer"},
        "SourceBucket": buckets,
        "StateMachineArn": {f"arn:aws:states:{region}:123456789012:stateMachine:{name}" for name in machines},
        "StorageType": {"AllStorageTypes", "StandardIAStorage", "StandardStorage"},
        "TableName": {source.resource("TradingAnalyticsTable").property("TableName")},
    }
