"""The backfill from an export into the analytics table (lib/functions/table_tasks.py)."""

import base64
import json

import boto3
import pytest

from tests.unit.functions.exports import (
    ARN,
    BUCKET,
    ENVIRONMENT,
    SRC,
    TABLE,
    TGT,
    run,
    steps,
    store,
    stored,
    table_function,
    ticking,
    trade,
    trades,
    write_export,
    write_step,
)
from tests.unit.functions.stand_in import Refusal, crashes, stand_in


@pytest.fixture
def tasks(aws, load, clock):
    return table_function(load, "table_tasks", clock)


ODD = {
    "Raw": {"B": base64.b64encode(b"\x00\xff").decode()},
    "Raws": {"BS": [base64.b64encode(b"\x01").decode()]},
    "Attributes": {"M": {"Deep": {"L": [{"B": base64.b64encode(b"\x02").decode()}, {"NULL": True}]}}},
    "Tags": {"SS": ["b", "a"]},
}


def test_every_item_of_every_file_is_written_as_it_was(tasks):
    write_export(trades(3, "A"), [], [trade("odd", **ODD)])
    answer = run(tasks, "backfill_table")
    assert (answer["done"], answer["next"]) == (True, "")
    assert answer["counts"] == {"files": 3, "written": 4, "existing": 0, "refused": 0}
    found = stored()
    assert sorted(found) == ["A000", "A001", "A002", "odd"]
    assert found["odd"]["Raw"]["B"] == b"\x00\xff"
    assert found["odd"]["Raws"]["BS"] == [b"\x01"]
    assert found["odd"]["Attributes"]["M"]["Deep"]["L"] == [{"B": b"\x02"}, {"NULL": True}]
    assert stored(TGT) == {}


def test_what_is_there_already_wins_over_the_export(tasks):
    tombstone, live = trade("T000", Deleted={"BOOL": True}), trade("T001", "99")
    store(tombstone)
    store(live)
    write_export(trades(3))
    assert run(tasks, "backfill_table")["counts"] == {"files": 1, "written": 1, "existing": 2, "refused": 0}
    assert stored() == {"T000": tombstone, "T001": live, "T002": trade("T002")}


def test_a_crash_anywhere_and_a_second_run_end_with_the_same_table(tasks, monkeypatch):
    write_export(trades(3, "A"), trades(2, "B"))
    tasks.BATCH = 2
    table, calls = boto3.client("dynamodb", region_name=SRC), []
    for call in crashes(lambda: run(tasks, "backfill_table", settings={"workers": 1})):
        calls.append(call)
        counts = run(tasks, "backfill_table")["counts"]
        assert sorted(stored()) == ["A000", "A001", "A002", "B000", "B001"]
        assert (counts["files"], counts["written"] + counts["existing"]) == (2, 5)
        assert (steps()["TABLE#BACKFILL"]["FileCount"], steps()["TABLE#BACKFILL"]["ItemCount"]) == (2, 5)
        for item in stored().values():
            table.delete_item(TableName=TABLE, Key={name: item[name] for name in ("TradeId", "Timestamp")})
        forget("TABLE#FILE#000000", "TABLE#FILE#000001", "TABLE#BACKFILL")
    assert len(calls) > 10


def forget(*names):
    table = boto3.resource("dynamodb", region_name=TGT).Table(ENVIRONMENT["STATE_TABLE"])
    for name in names:
        table.delete_item(Key={"MigrationId": "migration-1", "Step": name})


def test_a_file_that_is_written_down_is_not_written_again(tasks):
    write_export(trades(3))
    first = run(tasks, "backfill_table")
    stand_in(tasks.in_source("dynamodb"), "PutItem", lambda asked: pytest.fail("written again"))
    assert run(tasks, "backfill_table") == first


def test_slices_write_what_one_pass_writes_and_a_slice_run_twice_counts_nothing_twice(tasks):
    write_export(trades(5, "A"), [], trades(4, "B"))
    store(trade("A001", "99"))
    tasks.BATCH = 2
    ticking(tasks)
    answer = run(tasks, "backfill_table", seconds=61)
    slices = 1
    while not answer["done"]:
        run(tasks, "backfill_table", seconds=61, next=answer["next"])
        answer = run(tasks, "backfill_table", seconds=61, next=answer["next"])
        slices += 1
        assert slices < 10
    assert slices == 3
    assert len(stored()) == 9
    counts = answer["counts"]
    assert (counts["files"], counts["written"] + counts["existing"], counts["refused"]) == (3, 9, 0)
    files = [item for step, item in steps().items() if step.startswith("TABLE#FILE#")]
    assert sum(item["written"] + item["existing"] for item in files) == 9


def test_a_throttled_write_is_made_again(tasks, clock):
    write_export(trades(5))
    left = [Refusal("ProvisionedThroughputExceededException"), Refusal("ThrottlingException")]

    def throttle(_):
        return left.pop() if left else None

    stand_in(tasks.in_source("dynamodb"), "PutItem", throttle)
    assert run(tasks, "backfill_table", settings={"workers": 1})["counts"]["written"] == 5
    assert len(clock.slept) == 2


def test_throttling_without_end_is_told_and_the_same_slice_goes_on(tasks):
    write_export(trades(5))

    def throttle(asked):
        return Refusal("ThrottlingException") if asked["Item"]["TradeId"]["S"] == "T003" else None

    stand_in(tasks.in_source("dynamodb"), "PutItem", throttle)
    with pytest.raises(tasks.ThrottledError, match="ThrottlingException"):
        run(tasks, "backfill_table", seconds=120)
    tasks.client.cache_clear()  # a new client has no stand-in
    counts = run(tasks, "backfill_table")["counts"]
    assert counts["existing"] >= 3
    assert counts["written"] + counts["existing"] == len(stored()) == 5


def test_an_item_that_dynamodb_refuses_is_kept_with_its_reason_and_written_down(tasks):
    bad = trade("T001", Raw={"B": "AP8="})
    write_export([trade("T000"), bad, trade("T002")])

    def refuse(asked):
        return Refusal("ValidationException") if asked["Item"]["TradeId"]["S"] == "T001" else None

    stand_in(tasks.in_source("dynamodb"), "PutItem", refuse)
    for _ in range(2):
        assert run(tasks, "backfill_table")["counts"] == {"files": 1, "written": 2, "existing": 0, "refused": 1}
    s3 = boto3.client("s3", region_name=SRC)
    kept = s3.list_objects_v2(Bucket=BUCKET, Prefix="refused/")["Contents"]
    assert [found["Key"] for found in kept] == ["refused/migration-1/000000-000000001.json"]
    body = json.loads(s3.get_object(Bucket=BUCKET, Key=kept[0]["Key"])["Body"].read())
    assert body["Item"] == bad
    assert "ValidationException" in body["Reason"]
    assert steps()["TABLE#FILE#000000"]["refused"] == 1


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (trade("T", Deleted={"BOOL": False}), "Deleted would make the trade a tombstone"),
        (trade("T", ExpiresAt={"N": "1"}), "ExpiresAt would make the trade a tombstone"),
        (trade("HEALTH#us-east-1"), "The key is one of the health probe's."),
    ],
)
def test_an_item_that_catch_up_would_refuse_is_not_backfilled(tasks, item, reason):
    write_export([item])
    assert run(tasks, "backfill_table")["counts"] == {"files": 1, "written": 0, "existing": 0, "refused": 1}
    key = "refused/migration-1/000000-000000000.json"
    body = json.loads(boto3.client("s3", region_name=SRC).get_object(Bucket=BUCKET, Key=key)["Body"].read())
    assert (body["Item"], stored()) == (item, {})
    assert reason in body["Reason"]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"file": {"md5Checksum": "sQMSpEILNgoQmarvDFonGQ=="}}, "has not the md5 of its manifest"),
        ({"file": {"itemCount": 4}}, "has 3 items, its manifest says 4"),
    ],
)
def test_a_file_that_is_not_what_its_manifest_says_is_an_error(tasks, wrong, says):
    write_export(trades(3), **wrong)
    with pytest.raises(tasks.IntegrityError, match=says):
        run(tasks, "backfill_table")
    assert "md5" not in says or stored() == {}


def test_a_backfill_before_the_export_is_complete_is_refused(tasks):
    write_step("TABLE#EXPORT#00", ExportArn=ARN)
    with pytest.raises(tasks.PreconditionError, match="Call check_export"):
        run(tasks, "backfill_table")
