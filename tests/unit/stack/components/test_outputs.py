"""Outputs: where things are, in each region."""

from collections.abc import Callable

import pytest

from tapstack.pytest_plugin import StackSet
from tests.place import SOURCE, TARGET
from tests.unit.stack.conftest import Pair
from tests.unit.stack.values import plain

OF_BOTH = {
    "TradingDataBucketName", "TradingDataBucketArn", "TradingAnalyticsTableName", "TradingAnalyticsTableArn", "AnalyticsFunctionArn",
    "MigrationTopicArn", "MarketDataStreamArn", "VPCId", "PlatformKeyArn", "MigrationBusArn", "BackupVaultArn", "ContractPath",
    "ContractRevision", "ActiveRegion", "DashboardUrl",
}  # fmt: skip


OF_ONE = {
    SOURCE: {"VpcPeeringConnectionId", "PrivateZoneId", "SourceHealthCheckId", "TargetHealthCheckId"},
    TARGET: {"MigrationStateMachineArn"},
}


def test_which_outputs_each_region_has(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        assert set(stack.outputs) == OF_BOTH | OF_ONE[stack.region]


@pytest.mark.parametrize(
    ("output", "value"),
    [
        ("TradingDataBucketName", "trading-data-verify-123456789012-{}"),
        ("TradingDataBucketArn", "arn:aws:s3:::trading-data-verify-123456789012-{}"),
        ("TradingAnalyticsTableName", "trading-analytics-verify"),
        ("TradingAnalyticsTableArn", "arn:aws:dynamodb:{}:123456789012:table/trading-analytics-verify"),
        ("AnalyticsFunctionArn", "arn:aws:lambda:{}:123456789012:function:analytics-processor-verify"),
        ("MigrationTopicArn", "arn:aws:sns:{}:123456789012:migration-events-verify"),
        ("MarketDataStreamArn", "arn:aws:kinesis:{}:123456789012:stream/market-data-verify"),
        ("MigrationBusArn", "arn:aws:events:{}:123456789012:event-bus/trading-migration-verify"),
        ("BackupVaultArn", "arn:aws:backup:{}:123456789012:backup-vault:trading-vault-verify"),
        ("VPCId", "${{TradingVPC}}"),
        ("PlatformKeyArn", "${{PlatformKey.Arn}}"),
        ("ContractPath", "/trading-platform/verify/contract"),
        ("ActiveRegion", "us-east-1"),
    ],
)
def test_outputs_say_where_things_are(output, value, pair: Callable[..., Pair]) -> None:
    for stack in pair():
        assert plain(stack.output(output)) == value.format(stack.region)


def test_the_dashboard_that_is_linked_is_the_one_that_is_made(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        url, name = stack.output("DashboardUrl"), stack.resource("MonitoringDashboard").property("DashboardName")
        assert (
            url
            == f"https://{stack.region}.console.aws.amazon.com/cloudwatch/home?region={stack.region}#dashboards:name={name}"
        )


@pytest.mark.parametrize(
    ("region", "output", "made"),
    [
        (SOURCE, "VpcPeeringConnectionId", "VpcPeering"),
        (SOURCE, "PrivateZoneId", "PrivateZone"),
        (SOURCE, "SourceHealthCheckId", "SourceHealthCheck"),
        (SOURCE, "TargetHealthCheckId", "TargetHealthCheck"),
    ],
)
def test_ids_that_aws_makes_are_told(region, output, made, tapstack_stackset: StackSet) -> None:
    assert plain(tapstack_stackset[region].output(output)) == f"${{{made}}}"


def test_people_are_told_which_revision_is_deployed(pair: Callable[..., Pair]) -> None:
    for stack in pair(ContractRevision="7"):
        assert str(stack.output("ContractRevision")) == "7"
