"""The two functions of the workflow, each with the variables that the template gives it, in a platform that is well."""

from types import SimpleNamespace

import pytest

from tests.unit.functions.migration.world import NOW, SOURCE, TARGET, at, hear
from tests.unit.functions.tables import STEPS, make_table

STATE = "migration-state-verify"
COMMON = {"STATE_TABLE": STATE, "MIGRATION_ID": "verify", "STATE_PATH": "/trading-platform/verify/state"}


@pytest.fixture
def state_table(aws):
    """The state table, and the target's dead-letter queue."""
    at.cache_clear()
    make_table(TARGET, STATE, STEPS)
    at("sqs").create_queue(QueueName="trading-analytics-dlq-verify")


@pytest.fixture
def heard(state_table):
    """What a queue hears of the bus and the topic since it was asked last."""
    queue = at("sqs").create_queue(QueueName="heard")["QueueUrl"]
    arn = "arn:aws:sqs:eu-central-1:123456789012:heard"
    rule = {"EventBusName": "trading-migration-verify"}
    at("events").create_event_bus(Name="trading-migration-verify")
    at("events").put_rule(Name="all", EventPattern='{"source": ["trading.migration"]}', **rule)
    at("events").put_targets(Rule="all", Targets=[{"Id": "1", "Arn": arn}], **rule)
    topic = at("sns").create_topic(Name="migration-events-verify")["TopicArn"]
    at("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)
    return lambda: hear(queue)


@pytest.fixture
def tasks(state_table, load, monkeypatch):
    module = load(
        "tasks",
        TARGET,
        **COMMON,
        EVENT_BUS="trading-migration-verify",
        TOPIC_ARN="arn:aws:sns:eu-central-1:123456789012:migration-events-verify",
    )
    monkeypatch.setattr(module, "time", SimpleNamespace(time=lambda: NOW))
    return module


@pytest.fixture
def checks(state_table, load, monkeypatch):
    module = load(
        "checks",
        TARGET,
        **COMMON,
        TABLE_NAME="trading-analytics-verify",
        STREAM_NAME="market-data-verify",
        ANALYTICS_FUNCTION="analytics-processor-verify",
        SOURCE_BUCKET="trading-source",
        TARGET_BUCKET="trading-target",
        REPLICATION_RULE="ToPeer",
        TARGET_VAULT="trading-vault-verify",
        CONTRACT_PATH="/trading-platform/verify/contract",
    )
    monkeypatch.setattr(module, "time", SimpleNamespace(time=lambda: NOW))
    return module


@pytest.fixture
def parameters(state_table):
    for region in (SOURCE, TARGET):
        at("ssm", region).put_parameter(
            Name=f"/trading-platform/verify/state/drain-{region}", Value="false", Type="String"
        )
