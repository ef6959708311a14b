"""Component 3, DynamoDB: the keys of the two tables, and the state that outlives the source."""

from collections.abc import Callable

import pytest

from tapstack.pytest_plugin import Resource, Stack, StackSet
from tests.place import ACCOUNT, TARGET
from tests.unit.stack.conftest import Pair
from tests.unit.stack.iam import allows
from tests.unit.stack.resources import all_of, copies_of
from tests.unit.stack.values import plain, tags


@pytest.fixture
def analytics(source: Stack) -> Resource:
    return source.resource("TradingAnalyticsTable")


@pytest.fixture
def state(target: Stack) -> Resource:
    return target.resource("MigrationStateTable")


def keys(table: Resource) -> list[tuple[str, str, str]]:
    types = {entry["AttributeName"]: entry["AttributeType"] for entry in table.property("AttributeDefinitions")}
    return [
        (entry["AttributeName"], entry["KeyType"], types.pop(entry["AttributeName"]))
        for entry in table.property("KeySchema")
    ] + [(name, "unused", kind) for name, kind in types.items()]


def test_a_trade_is_found_by_its_id_and_time(analytics: Resource) -> None:
    assert keys(analytics) == [("TradeId", "HASH", "S"), ("Timestamp", "RANGE", "N")]


def test_a_step_is_found_by_its_migration(state: Resource) -> None:
    assert keys(state) == [("MigrationId", "HASH", "S"), ("Step", "RANGE", "S")]


def test_tombstones_and_probes_expire(analytics: Resource) -> None:
    assert analytics.property("TimeToLiveSpecification") == {"AttributeName": "ExpiresAt", "Enabled": True}


def test_the_seeds_name_of_the_analytics_table_stays(pair: Callable[..., Pair]) -> None:
    source, _ = pair(EnvironmentSuffix="other")
    assert source.resource("TradingAnalyticsTable").property("TableName") == "trading-analytics-other"


def test_the_state_is_kept_in_the_target_alone(tapstack_stackset: StackSet) -> None:
    """Two tables of state would tell two truths, and the source's would be lost with it."""
    owners = [stack.region for stack in tapstack_stackset if "MigrationStateTable" in stack]
    assert owners == [TARGET]


def test_the_state_costs_what_it_is_used(state: Resource) -> None:
    assert state.property("BillingMode") == "PAY_PER_REQUEST"


def test_the_state_is_encrypted_with_our_key(state: Resource) -> None:
    expected = {"SSEEnabled": True, "SSEType": "KMS", "KMSMasterKeyId": "${PlatformKey.Arn}"}
    assert plain(state.property("SSESpecification")) == expected


def test_the_state_can_be_restored_and_not_be_deleted(state: Resource) -> None:
    assert state.property("PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled") is True
    assert state.property("DeletionProtectionEnabled") is True
    assert state.attribute("DeletionPolicy") == "RetainExceptOnCreate"
    assert state.attribute("UpdateReplacePolicy") == "Retain"


def test_a_protected_table_is_made_when_nothing_can_fail_any_more(state: Resource, target: Stack) -> None:
    """A rollback could not delete it."""
    assert state.depends_on("MigrationRecord", direct=True)
    assert [name for name in target.resources if target.graph.needs(name, "MigrationStateTable")] == []


@pytest.mark.parametrize(
    ("function", "role", "action"),
    [
        ("ControlFunction", "ControlRole", "dynamodb:UpdateItem"),
        ("RestoreVerifierFunction", "VerifierRole", "dynamodb:PutItem"),
        ("MigrationTasksFunction", "TasksRole", "dynamodb:UpdateItem"),
        ("MigrationTasksFunction", "TasksRole", "dynamodb:DeleteItem"),
        ("MigrationTasksFunction", "TasksRole", "dynamodb:GetItem"),
        ("MigrationChecksFunction", "ChecksRole", "dynamodb:Query"),
        ("ObjectTasksFunction", "ObjectTasksRole", "dynamodb:UpdateItem"),
        ("TableTasksFunction", "TableTasksRole", "dynamodb:UpdateItem"),
    ],
)
def test_who_keeps_state_is_told_where_and_may_keep_it(
    function: str, role: str, action: str, state: Resource, source: Stack, target: Stack
) -> None:
    name = state.property("TableName")
    tables = f"arn:aws:dynamodb:{TARGET}:{ACCOUNT}:table"
    for stack, keeper in copies_of(function, (source, target)):
        assert keeper.property("Environment.Variables.STATE_TABLE") == name
        assert allows(stack.resource(role), action, f"{tables}/{name}")
        assert not allows(stack.resource(role), action, f"{tables}/other")


def test_who_keeps_state_keeps_it_for_the_migration_that_was_named(pair: Callable[..., Pair]) -> None:
    told = [
        function.property("Environment.Variables")
        for stack in pair(MigrationId="second-try")
        for function in all_of(stack, "AWS::Lambda::Function")
        if function.has("Environment.Variables.STATE_TABLE")
    ]
    assert len(told) == 9
    assert {variables["MIGRATION_ID"] for variables in told} == {"second-try"}


def test_both_tables_say_whose_they_are(pair: Callable[..., Pair]) -> None:
    source, target = pair(Owner="desk")
    for replica in source.resource("TradingAnalyticsTable").property("Replicas"):
        assert tags(replica["Tags"])["Owner"] == "desk"
    assert tags(target.resource("MigrationStateTable").property("Tags"))["Owner"] == "desk"
