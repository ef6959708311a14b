"""Limitation 7, no orchestration: what the functions behind the tasks of the workflow are told."""

from collections.abc import Callable

import pytest

from tapstack.pytest_plugin import Stack
from tests.place import ACCOUNT, SOURCE, TARGET
from tests.unit.stack.conftest import Pair
from tests.unit.stack.iam import role_arn
from tests.unit.stack.values import plain


def table_name(source: Stack, target: Stack) -> str:
    return str(source.resource("TradingAnalyticsTable").property("TableName"))


def bucket(stack: Stack, name: str = "TradingDataBucket") -> str:
    return str(stack.resource(name).property("BucketName"))


DATA = ["ObjectTasksFunction", "ObjectComparisonFunction", "TableTasksFunction", "TableComparisonFunction"]


TOLD: list[tuple[str, str, Callable[[Stack, Stack], str]]] = [
    ("MigrationTasksFunction", "STATE_TABLE", lambda _, t: t.resource("MigrationStateTable").property("TableName")),
    ("MigrationChecksFunction", "STATE_TABLE", lambda _, t: t.resource("MigrationStateTable").property("TableName")),
    ("MigrationChecksFunction", "STATE_PATH", lambda s, _: s.resource("DrainParameter").property("Name").rpartition("/")[0]),
    ("MigrationChecksFunction", "TABLE_NAME", table_name),
    ("MigrationChecksFunction", "STREAM_NAME", lambda s, _: s.resource("MarketDataStream").property("Name")),
    ("MigrationChecksFunction", "ANALYTICS_FUNCTION", lambda s, _: s.resource("AnalyticsFunction").property("FunctionName")),
    ("MigrationChecksFunction", "SOURCE_BUCKET", lambda s, _: bucket(s)),
    ("MigrationChecksFunction", "TARGET_BUCKET", lambda _, t: bucket(t)),
    ("MigrationChecksFunction", "REPLICATION_RULE", lambda s, _: s.resource("TradingDataBucket").property("ReplicationConfiguration.Rules[0].Id")),
    ("MigrationChecksFunction", "TARGET_VAULT", lambda _, t: t.resource("BackupVault").property("BackupVaultName")),
    ("MigrationChecksFunction", "CONTRACT_PATH", lambda s, _: s.resource("PeerContract").property("ContractPath")),
    ("MigrationTasksFunction", "STATE_PATH", lambda s, _: s.resource("DrainParameter").property("Name").rpartition("/")[0]),
    ("MigrationTasksFunction", "EVENT_BUS", lambda _, t: t.resource("MigrationBus").property("Name")),
    ("MigrationTasksFunction", "TOPIC_ARN", lambda _, t: f"arn:aws:sns:{TARGET}:{ACCOUNT}:{t.resource('MigrationEventTopic').property('TopicName')}"),
    ("ObjectTasksFunction", "STATE_TABLE", lambda _, t: t.resource("MigrationStateTable").property("TableName")),
    ("ObjectTasksFunction", "SOURCE_BUCKET", lambda s, _: bucket(s)),
    ("ObjectTasksFunction", "TARGET_BUCKET", lambda _, t: bucket(t)),
    ("ObjectTasksFunction", "REPORT_BUCKET_ARN", lambda s, _: f"arn:aws:s3:::{bucket(s, 'BatchReportBucket')}"),
    ("ObjectTasksFunction", "BATCH_ROLE_ARN", lambda s, _: role_arn(s, "BatchReplicationRole")),
    ("ObjectTasksFunction", "REPLICATION_ROLE_ARN", lambda s, _: role_arn(s, "S3ReplicationRole")),
    ("ObjectTasksFunction", "REPLICA_KEY_ARN", lambda _, t: plain(t.resource("TradingDataBucket").property("BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.KMSMasterKeyID"))),
    ("ObjectTasksFunction", "ACCOUNT_ID", lambda *_: ACCOUNT),
    ("ObjectComparisonFunction", "STATE_TABLE", lambda _, t: t.resource("MigrationStateTable").property("TableName")),
    ("ObjectComparisonFunction", "SOURCE_BUCKET", lambda s, _: bucket(s)),
    ("ObjectComparisonFunction", "TARGET_BUCKET", lambda _, t: bucket(t)),
    ("TableTasksFunction", "STATE_TABLE", lambda _, t: t.resource("MigrationStateTable").property("TableName")),
    ("TableTasksFunction", "TABLE_NAME", table_name),
    ("TableTasksFunction", "EXPORT_BUCKET", lambda s, _: bucket(s, "BatchReportBucket")),
    ("TableTasksFunction", "CATCH_UP_FUNCTION_ARN", lambda s, _: f"arn:aws:lambda:{SOURCE}:{ACCOUNT}:function:{s.resource('CatchUpFunction').property('FunctionName')}"),
    ("TableTasksFunction", "ACCOUNT_ID", lambda *_: ACCOUNT),
    ("TableComparisonFunction", "STATE_TABLE", lambda _, t: t.resource("MigrationStateTable").property("TableName")),
    ("TableComparisonFunction", "TABLE_NAME", table_name),
    ("TableComparisonFunction", "EXPORT_BUCKET", lambda s, _: bucket(s, "BatchReportBucket")),
]  # fmt: skip


@pytest.mark.parametrize(("function", "variable", "made"), TOLD, ids=[f"{row[0]}-{row[1]}" for row in TOLD])
def test_the_tasks_are_told_of_what_the_stacks_really_make(function, variable, made, pair: Callable[..., Pair]) -> None:
    source, target = pair(HistoricalTableName="trades")
    assert plain(target.resource(function).property(f"Environment.Variables.{variable}")) == made(source, target)


@pytest.mark.parametrize(
    ("function", "variable", "parameter"),
    [
        ("ObjectTasksFunction", "HISTORICAL_BUCKET", "HistoricalBucketName"),
        ("ObjectComparisonFunction", "HISTORICAL_BUCKET", "HistoricalBucketName"),
        ("TableTasksFunction", "HISTORICAL_TABLE", "HistoricalTableName"),
        ("TableComparisonFunction", "HISTORICAL_TABLE", "HistoricalTableName"),
    ],
)
@pytest.mark.parametrize("value", ["", "old-trades"])
def test_the_tasks_are_told_of_what_existed_before(
    function, variable, parameter, value, pair: Callable[..., Pair]
) -> None:
    _, target = pair(**{parameter: value})
    assert target.resource(function).property(f"Environment.Variables.{variable}") == value


@pytest.mark.parametrize("function", DATA)
def test_tasks_that_go_through_data_have_the_most_time_that_lambda_gives(function, target) -> None:
    assert target.resource(function).property("Timeout") == 900


@pytest.mark.parametrize("function", ["MigrationTasksFunction", "MigrationChecksFunction"])
def test_tasks_that_only_ask_have_time_to_ask_again(function, target) -> None:
    """Two attempts of ten calls at a few seconds each."""
    assert target.resource(function).property("Timeout") >= 60


@pytest.mark.parametrize("function", ["MigrationTasksFunction", "MigrationChecksFunction", *DATA])
def test_the_tasks_know_which_migration_it_is(function, pair: Callable[..., Pair]) -> None:
    source, target = pair(MigrationId="move-7")
    assert target.resource(function).property("Environment.Variables.MIGRATION_ID") == "move-7"
    assert function not in source
