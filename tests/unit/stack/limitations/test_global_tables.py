"""Limitation 2, global tables incomplete: one stack owns the table, each region has a protected replica."""

from collections.abc import Callable
from typing import Any

import pytest

from tapstack.pytest_plugin import Resource, Stack, StackSet
from tests.place import ACCOUNT, SOURCE, TARGET
from tests.unit.stack.conftest import Pair
from tests.unit.stack.iam import allows
from tests.unit.stack.resources import all_of, copies_of
from tests.unit.stack.values import plain

TRADES_PER_SECOND = 10_000


@pytest.fixture
def table(source: Stack) -> Resource:
    return source.resource("TradingAnalyticsTable")


@pytest.fixture
def replicas(table: Resource) -> dict[str, Any]:
    return {replica["Region"]: replica for replica in plain(table.property("Replicas"))}


def test_only_the_source_owns_the_table(tapstack_stackset: StackSet) -> None:
    owners = [stack.region for stack in tapstack_stackset if stack.of_type("AWS::DynamoDB::GlobalTable")]
    assert owners == [SOURCE]
    assert not tapstack_stackset.stack("us-west-2").of_type("AWS::DynamoDB::GlobalTable")


def test_no_other_table_takes_its_name(table: Resource, target: Stack) -> None:
    """A replica is refused where its name is taken."""
    names = [other.property("TableName") for other in all_of(target, "AWS::DynamoDB::Table")]
    assert table.property("TableName") not in names


def test_each_region_has_a_replica(table: Resource) -> None:
    assert [replica["Region"] for replica in plain(table.property("Replicas"))] == [SOURCE, TARGET]


def test_writes_stream_with_both_images(table: Resource) -> None:
    """A table with replicas needs a stream, and no other kind of view."""
    assert table.property("StreamSpecification.StreamViewType") == "NEW_AND_OLD_IMAGES"


def test_the_table_is_not_strongly_consistent(table: Resource) -> None:
    """Strong consistency takes three regions, and a replica of it cannot be let go after the migration."""
    assert table.property("MultiRegionConsistency", "EVENTUAL") == "EVENTUAL"


def test_replicas_are_encrypted_with_our_keys(table: Resource) -> None:
    assert table.property("SSESpecification") == {"SSEEnabled": True, "SSEType": "KMS"}


def test_each_replica_has_the_key_of_its_region(replicas: dict[str, Any], target: Stack) -> None:
    alias = target.resource("PlatformKeyAlias").property("AliasName")
    assert replicas[SOURCE]["SSESpecification"]["KMSMasterKeyId"] == "${PlatformKey.Arn}"
    assert replicas[TARGET]["SSESpecification"]["KMSMasterKeyId"] == f"arn:aws:kms:{TARGET}:{ACCOUNT}:{alias}"


@pytest.mark.parametrize("region", [SOURCE, TARGET])
def test_each_replica_can_be_restored_and_not_be_deleted(region: str, replicas: dict[str, Any]) -> None:
    assert replicas[region]["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True
    assert replicas[region]["DeletionProtectionEnabled"] is True


@pytest.mark.parametrize("region", [SOURCE, TARGET])
def test_each_replica_tells_which_keys_are_throttled(region: str, replicas: dict[str, Any]) -> None:
    assert replicas[region]["ContributorInsightsSpecification"] == {"Enabled": True, "Mode": "THROTTLED_KEYS"}


def test_the_table_takes_twice_the_trades_from_its_first_day(table: Resource) -> None:
    """A new on-demand table takes 4,000 writes a second, a warm one what it was warmed for."""
    assert table.property("BillingMode") == "PAY_PER_REQUEST"
    assert table.property("WarmThroughput.WriteUnitsPerSecond") >= 2 * TRADES_PER_SECOND
    assert table.property("WarmThroughput.ReadUnitsPerSecond") >= 12_000


def test_the_warm_throughput_is_what_the_parameters_say(pair: Callable[..., Pair]) -> None:
    source, _ = pair(WarmWriteUnits="30000", WarmReadUnits="15000")
    warm = source.resource("TradingAnalyticsTable").property("WarmThroughput")
    assert warm == {"ReadUnitsPerSecond": 15000, "WriteUnitsPerSecond": 30000}


def test_no_source_resource_waits_for_the_table(source: Stack) -> None:
    """A table with a replica cannot be deleted for a day, so a failure after it could not be rolled back."""
    assert "TradingAnalyticsTable" in source
    assert [name for name in source.resources if source.graph.needs(name, "TradingAnalyticsTable")] == []


def test_the_replica_waits_for_the_contract_of_its_region(table: Resource) -> None:
    """The contract is read from the deployed target, whose key the replica needs."""
    assert table.depends_on("PeerContract")
    assert table.depends_on("MigrationRecord", direct=True)


def test_the_data_outlives_the_stack_but_not_a_failed_creation(table: Resource) -> None:
    assert table.attribute("DeletionPolicy") == "RetainExceptOnCreate"
    assert table.attribute("UpdateReplacePolicy") == "Retain"


@pytest.mark.parametrize("action", ["dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:PutItem"])
def test_each_region_writes_its_own_replica(action: str, source: Stack, target: Stack) -> None:
    name = source.resource("TradingAnalyticsTable").property("TableName")
    for here, there in ((source, target), (target, source)):
        own, other = (f"arn:aws:dynamodb:{stack.region}:{ACCOUNT}:table/{name}" for stack in (here, there))
        assert allows(here.resource("LambdaExecutionRole"), action, own)
        assert not allows(here.resource("LambdaExecutionRole"), action, other)


@pytest.mark.parametrize(
    "logical_id", ["AnalyticsFunction", "HealthProbeFunction", "MigrationChecksFunction", "TableTasksFunction"]
)
def test_programs_are_told_the_name_of_the_table(
    logical_id: str, table: Resource, source: Stack, target: Stack
) -> None:
    for _, function in copies_of(logical_id, (source, target)):
        told = function.property("Environment.Variables.TABLE_NAME")
        assert told == table.property("TableName")


def test_a_table_that_exists_is_backfilled_if_it_is_named(pair: Callable[..., Pair]) -> None:
    for name, caught_up in (("", False), ("trades", True)):
        source, target = pair(HistoricalTableName=name)
        assert ("CatchUpFunction" in source) is caught_up
        assert "CatchUpFunction" not in target
        assert target.resource("TableTasksFunction").property("Environment.Variables.HISTORICAL_TABLE") == name


@pytest.fixture
def with_history(pair: Callable[..., Pair]) -> Pair:
    return pair(HistoricalTableName="trades", HistoricalKeyArn=f"arn:aws:kms:{SOURCE}:{ACCOUNT}:key/old")


def test_the_backfill_names_what_the_source_makes(with_history: Pair) -> None:
    source, target = with_history
    told = target.resource("TableTasksFunction").property("Environment.Variables")
    name = source.resource("CatchUpFunction").property("FunctionName")
    assert told["CATCH_UP_FUNCTION_ARN"] == f"arn:aws:lambda:{SOURCE}:{ACCOUNT}:function:{name}"
    assert told["EXPORT_BUCKET"] == source.resource("BatchReportBucket").property("BucketName")


@pytest.mark.parametrize("action", ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"])
def test_the_catch_up_reads_the_stream_of_that_table_only(action: str, with_history: Pair) -> None:
    role = with_history[0].resource("CatchUpRole")
    tables = f"arn:aws:dynamodb:{SOURCE}:{ACCOUNT}:table"
    assert allows(role, action, f"{tables}/trades/stream/2026-01-01T00:00:00.000")
    assert not allows(role, action, f"{tables}/other/stream/2026-01-01T00:00:00.000")


def test_lambda_finds_streams_of_tables_in_the_source_alone(with_history: Pair) -> None:
    role = with_history[0].resource("CatchUpRole")
    assert allows(role, "dynamodb:ListStreams", "*", {"aws:RequestedRegion": SOURCE})
    assert not allows(role, "dynamodb:ListStreams", "*", {"aws:RequestedRegion": TARGET})


def test_the_catch_up_keeps_what_it_could_not_write(with_history: Pair) -> None:
    source, _ = with_history
    queue = source.resource("AnalyticsDlq").property("QueueName")
    told = source.resource("CatchUpFunction").property("Environment.Variables.DEAD_LETTER_QUEUE_URL")
    assert told == f"https://sqs.{SOURCE}.amazonaws.com/{ACCOUNT}/{queue}"
    assert allows(source.resource("CatchUpRole"), "sqs:SendMessage", f"arn:aws:sqs:{SOURCE}:{ACCOUNT}:{queue}")


def test_the_catch_up_writes_the_analytics_table_only(with_history: Pair) -> None:
    source, _ = with_history
    role, tables = source.resource("CatchUpRole"), f"arn:aws:dynamodb:{SOURCE}:{ACCOUNT}:table"
    name = source.resource("TradingAnalyticsTable").property("TableName")
    assert source.resource("CatchUpFunction").property("Environment.Variables.TABLE_NAME") == name
    assert allows(role, "dynamodb:PutItem", f"{tables}/{name}")
    assert not allows(role, "dynamodb:PutItem", f"{tables}/trades")


def test_the_catch_up_decrypts_that_table_through_dynamodb_only(with_history: Pair) -> None:
    role, key = with_history[0].resource("CatchUpRole"), f"arn:aws:kms:{SOURCE}:{ACCOUNT}:key/old"
    assert allows(role, "kms:Decrypt", key, {"kms:ViaService": f"dynamodb.{SOURCE}.amazonaws.com"})
    assert not allows(role, "kms:Decrypt", key)


def test_late_replication_is_alarmed_where_the_metric_is(table: Resource, source: Stack, target: Stack) -> None:
    """The metric is kept where the writes are, by the region that receives them."""
    alarm = source.resource("TableReplicationLatencyAlarm")
    assert {entry["Name"]: entry["Value"] for entry in alarm.property("Dimensions")} == {
        "TableName": table.property("TableName"),
        "ReceivingRegion": TARGET,
    }
    assert (alarm.property("Namespace"), alarm.property("MetricName")) == ("AWS/DynamoDB", "ReplicationLatency")
    assert alarm.property("Threshold") == 10_000
