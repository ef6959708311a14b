"""The migration's own functions export the historical table and read what was exported."""

import json

import pytest

from tapstack.checks.subject import Subject
from tapstack.simulate.behaviours.life import open_life
from tapstack.simulate.deployment import create
from tapstack.simulate.deployment.run import prepared
from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET

ITEMS = 30
SUFFIX, OLD, NEW = "verify", "history-of-trades", "trading-analytics-verify"
TASKS = f"arn:aws:lambda:{TARGET}:123456789012:function:trading-{SUFFIX}-table-tasks"
DEAD_LETTERS = f"arn:aws:sqs:{SOURCE}:123456789012:trading-analytics-dlq-{SUFFIX}"


@pytest.fixture(scope="module")
def platform():
    given = {"EnvironmentSuffix": SUFFIX, "HistoricalTableName": OLD}
    return prepared(Subject("lib/TapStack.json", (TARGET, SOURCE), given, complete=True, configured=True))


@pytest.fixture
def life(platform):
    with open_life(platform) as opened:
        dynamodb = opened.client("dynamodb", SOURCE)
        dynamodb.create_table(
            TableName=OLD,
            KeySchema=[
                {"AttributeName": "TradeId", "KeyType": "HASH"},
                {"AttributeName": "Timestamp", "KeyType": "RANGE"},
            ],
            AttributeDefinitions=[
                {"AttributeName": "TradeId", "AttributeType": "S"},
                {"AttributeName": "Timestamp", "AttributeType": "N"},
            ],
            BillingMode="PAY_PER_REQUEST",
        )
        for number in range(ITEMS):
            write(opened, f"T{number:04}")
        stream = {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"}
        dynamodb.update_table(TableName=OLD, StreamSpecification=stream)
        on = {"PointInTimeRecoveryEnabled": True}
        dynamodb.update_continuous_backups(TableName=OLD, PointInTimeRecoverySpecification=on)
        create(opened.world)
        yield opened


def write(life, name):
    key = {"TradeId": {"S": name}, "Timestamp": {"N": "1700000000000"}}
    item = {**key, "Symbol": {"S": "ABC"}, "Price": {"N": "1"}, "Quantity": {"N": "1"}}
    life.client("dynamodb", SOURCE).put_item(TableName=OLD, Item=item)


def names(life):
    """The trades of the analytics table; probes are no trades."""
    items = life.client("dynamodb", SOURCE).scan(TableName=NEW, ConsistentRead=True)["Items"]
    found = {item["TradeId"]["S"] for item in items}
    return {name for name in found if not name.startswith("HEALTH#")}


def call(life, arn, task, **more):
    """One answer of a function, as the state machine asks for it."""
    settings = {"workers": 4, "catchUpDeadLetterArn": DEAD_LETTERS, **more.pop("settings", {})}
    answer = life.clock.finish(life.functions.call(arn, {"task": task, "settings": settings, **more}))
    assert answer.fault is None, answer.payload
    return json.loads(answer.payload)


def until(life, task, arn=TASKS):
    """Ask again each minute until it is done; the last answer, and how often it was asked."""
    for turn in range(1, 60):
        found = call(life, arn, task)
        if found["done"]:
            return found, turn
        life.clock.run(60)
    raise AssertionError(f"{task} does not end: {found}")


def test_what_was_there_when_the_catch_up_began_is_exported_and_backfilled(life):
    until(life, "prepare_table")
    life.clock.run(5)
    write(life, "later")
    found, turns = until(life, "export_table")
    assert turns > 4, "point-in-time recovery is five minutes behind"
    found, turns = until(life, "check_export")
    assert (found["status"], found["items"]) == ("COMPLETE", ITEMS)
    assert turns > 4, "an export takes five minutes"
    found = call(life, TASKS, "backfill_table")
    assert (found["done"], found["counts"]) == (True, {"files": 1, "written": ITEMS, "existing": 0, "refused": 0})
    assert names(life) == {f"T{number:04}" for number in range(ITEMS)} | {"later"}
