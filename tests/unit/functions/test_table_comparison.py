"""What table_comparison.py says of an export and the analytics table (lib/functions/table_comparison.py)."""

import base64
from typing import Any

import boto3
import pytest

from tests.unit.functions.exports import (
    ENVIRONMENT,
    OLD,
    SRC,
    TABLE,
    TGT,
    run,
    steps,
    store,
    table_function,
    ticking,
    trade,
    trades,
    write_export,
    write_step,
)
from tests.unit.functions.stand_in import Refusal, stand_in
from tests.unit.functions.tables import make_table


@pytest.fixture
def comparison(aws, load, clock):
    """The function and an empty world."""
    module = table_function(load, "table_comparison", clock)
    make_table(SRC, OLD)
    return module


def backfilled(*files, **wrong):
    """What a backfill leaves of an export: what it wrote down, and every item in the target and in the old table."""
    write_export(*files)
    for number, items in enumerate(files):
        key = f"AWSDynamoDB/01693685827463-2d8752fd/data/{number:08}.json.gz"
        write_step(f"TABLE#FILE#{number:06}", File=key, written=len(items), existing=0, refused=0)
        for item in items:
            store(item, TGT)
            store(item, table=OLD)
    total = sum(map(len, files))
    write_step("TABLE#BACKFILL", **{"FileCount": len(files), "ItemCount": total, **wrong})


def compare(comparison, **payload):
    return run(comparison, "reconcile_table", **payload)


def compare_to_the_end(comparison, **payload):
    answers = [compare(comparison, **payload)]
    while not answers[-1]["done"]:
        again = compare(comparison, **{**payload, "next": answers[-1]["next"]})
        answers.append(compare(comparison, **{**payload, "next": answers[-1]["next"]}))
        assert again == answers[-1]
        assert len(answers) < 100
    return answers


def counts_of(answer):
    return {name: number for name, number in answer["counts"].items() if number}


def differences():
    found = [one for step, item in sorted(steps().items()) if "RECONCILE" in step for one in item["Differences"]]
    return [(one["Key"].split("/")[0], one["Reason"]) for one in found]


def replace(name, item, region, table):
    key = {part: trade(name)[part] for part in ("TradeId", "Timestamp")}
    boto3.client("dynamodb", region_name=region).delete_item(TableName=table, Key=key)
    if item:
        store(item, region, table)


def test_equal_tables_are_ok_and_the_numbers_agree(comparison):
    backfilled(trades(3, "A"), [], trades(2, "B"))
    answer = compare(comparison)
    assert counts_of(answer) == {"compared": 5, "equal": 5}
    assert (answer["done"], answer["next"]) == (True, "")
    assert (answer["ok"], answer["manifestItems"], answer["backfilled"], answer["refused"]) == (True, 5, 5, 0)


def test_an_empty_table_is_equal(comparison):
    backfilled()
    answer = compare(comparison)
    assert (answer["done"], answer["ok"], answer["manifestItems"]) == (True, True, 0)


@pytest.mark.parametrize(
    ("now", "historical", "expected", "ok"),
    [
        (trade("T001", Deleted={"BOOL": True}), None, "newer", True),
        (trade("T001", "11", Sequence={"N": "1"}), trade("T001"), "newer", True),
        (trade("T001", "11"), trade("T001", "11"), "newer", True),
        (None, None, "newer", True),
        (trade("T001", "11"), trade("T001", "12"), "different", False),
        (trade("T001", "11"), trade("T001"), "different", False),
        (trade("T001", "11", Sequence={"N": "0"}), trade("T001"), "different", False),
        (None, trade("T001"), "missing", False),
        (trade("T001", Deleted={"BOOL": False}), trade("T001"), "different", False),
        (trade("T001", "1E1", Sequence={"N": "0"}), trade("T001"), "equal", True),
    ],
)
def test_an_item_that_is_not_the_exported_one_must_be_a_newer_one(comparison, now, historical, expected, ok):
    backfilled(trades(3))
    replace("T001", now, TGT, TABLE)
    replace("T001", historical, SRC, OLD)
    answer = compare(comparison)
    assert answer["counts"][expected] == (3 if expected == "equal" else 1)
    assert (answer["ok"], answer["counts"]["compared"]) == (ok, 3)
    assert differences() == ([] if ok else [("T001", expected)])


EXACT = "0." + "1" * 38


@pytest.mark.parametrize(
    ("exported", "found", "equal"),
    [
        ({"N": "10"}, {"N": "10.0"}, True),
        ({"N": EXACT}, {"N": EXACT[:-1] + "2"}, False),
        ({"SS": ["a", "b"]}, {"SS": ["b", "a"]}, True),
        ({"NS": ["1", "2.0"]}, {"NS": ["2", "1"]}, True),
        ({"BS": [b"a", b"b"]}, {"BS": [b"b", b"a"]}, True),
        ({"L": [{"S": "a"}, {"S": "b"}]}, {"L": [{"S": "b"}, {"S": "a"}]}, False),
        ({"M": {"x": {"N": "1"}}}, {"M": {"x": {"N": "1.00"}}}, True),
        ({"S": "1"}, {"N": "1"}, False),
        ({"M": {"x": {"B": b"1"}}}, {"M": {"x": {"B": b"1"}}}, True),
        ({"B": b"1"}, {"B": b"2"}, False),
    ],
)
def test_values_are_compared_not_the_way_they_are_written(comparison, exported, found, equal):
    backfilled([])
    write_export([trade("T", Field=in_export(exported))])
    write_step(
        "TABLE#FILE#000000",
        File="AWSDynamoDB/01693685827463-2d8752fd/data/00000000.json.gz",
        written=1,
        existing=0,
        refused=0,
    )
    store(trade("T"), table=OLD)
    store(trade("T", Field=found), TGT)
    assert compare(comparison)["counts"]["equal"] == equal


def in_export(value):
    """A value as an export has it: its binary in base64."""
    ((kind, content),) = value.items()
    match kind:
        case "B":
            content = base64.b64encode(content).decode()
        case "BS":
            content = [base64.b64encode(one).decode() for one in content]
        case "M":
            content = {name: in_export(one) for name, one in content.items()}
    return {kind: content}


@pytest.mark.parametrize(
    "wrong",
    [{"ItemCount": 4}, {"written": 2}, {"written": 2, "refused": 1}],
    ids=["an item is not in its file", "one was not backfilled", "one was refused"],
)
def test_numbers_that_do_not_agree_are_not_ok_though_every_item_is_equal(comparison, wrong):
    backfilled(trades(3), ItemCount=wrong.pop("ItemCount", 3))
    record = steps()["TABLE#FILE#000000"]
    write_step(
        "TABLE#FILE#000000", **{name: record[name] for name in ("File", "written", "existing", "refused")} | wrong
    )
    answer = compare(comparison)
    assert (answer["ok"], answer["counts"]["equal"], answer["refused"]) == (False, 3, wrong.get("refused", 0))


def test_what_was_there_before_the_backfill_counts_as_backfilled(comparison):
    backfilled(trades(3))
    write_step("TABLE#FILE#000000", File=steps()["TABLE#FILE#000000"]["File"], written=1, existing=2, refused=0)
    assert compare(comparison)["backfilled"] == 3


def test_keys_that_dynamodb_leaves_over_are_asked_for_again(comparison, clock):
    backfilled(trades(3))
    left: list[Refusal | None] = [Refusal("ThrottlingException"), None, None]

    def leave(asked):
        if not left:
            return None
        if refusal := left.pop():
            return refusal
        return {"Responses": {}, "UnprocessedKeys": asked["RequestItems"]}

    stand_in(comparison.client("dynamodb", TGT), "BatchGetItem", leave)
    assert compare(comparison, settings={"workers": 1})["counts"]["equal"] == 3
    assert len(clock.slept) == 3


@pytest.mark.parametrize("silent", [TGT, SRC])
def test_reading_that_gets_no_answer_ends_without_a_verdict(comparison, silent):
    """The replica that is read, then the historical table, where the replica lacks an item."""
    backfilled(trades(3))
    replace("T001", None, TGT, TABLE)
    stand_in(
        comparison.client("dynamodb", silent),
        "BatchGetItem",
        lambda asked: {"Responses": {}, "UnprocessedKeys": asked["RequestItems"]},
    )
    with pytest.raises(comparison.ThrottledError, match=f"in {silent} has not given all items"):
        compare(comparison, seconds=120)


def test_what_was_just_written_is_read(comparison):
    backfilled(trades(3))
    asked: list[dict[str, Any]] = []
    stand_in(comparison.client("dynamodb", TGT), "BatchGetItem", asked.append)
    compare(comparison)
    reads = [request["RequestItems"][TABLE]["ConsistentRead"] for request in asked if TABLE in request["RequestItems"]]
    assert reads == [True]


def test_slices_compare_what_one_pass_compares_and_a_slice_run_twice_counts_once(comparison):
    backfilled(trades(250, "A"), trades(3, "B"))
    comparison.BATCH = 110
    for name in ("A000", "A001", "A002", "A003", "A004", "B000"):
        replace(name, None, TGT, TABLE)
    ticking(comparison)
    answers = compare_to_the_end(comparison, seconds=61)
    assert len(answers) > 2
    assert counts_of(answers[-1]) == {"compared": 253, "equal": 247, "missing": 6}
    assert (answers[-1]["ok"], answers[-1]["backfilled"]) == (False, 253)
    assert differences() == [(name, "missing") for name in ("A000", "A001", "A002", "A003", "A004", "B000")]


def test_the_first_100_keys_that_differ_are_kept(comparison):
    backfilled(trades(130))
    for item in trades(130):
        replace(item["TradeId"]["S"], None, TGT, TABLE)
    comparison.BATCH = 60
    ticking(comparison)
    compare_to_the_end(comparison, seconds=61)
    assert differences() == [(f"T{number:03}", "missing") for number in range(100)]


def test_a_slice_that_runs_again_overwrites_nothing(comparison):
    backfilled(trades(2))
    replace("T000", None, TGT, TABLE)
    compare(comparison)
    store(trade("T000"), TGT)
    replace("T001", None, TGT, TABLE)
    compare(comparison)
    assert differences() == [("T000", "missing")]


@pytest.mark.parametrize("missing", ["TABLE#BACKFILL", "TABLE#FILE#000000"])
def test_a_backfill_that_is_not_complete_is_not_compared(comparison, missing):
    backfilled(trades(1))
    table = boto3.resource("dynamodb", region_name=TGT).Table(ENVIRONMENT["STATE_TABLE"])
    table.delete_item(Key={"MigrationId": "migration-1", "Step": missing})
    with pytest.raises(comparison.PreconditionError, match="Call backfill_table"):
        compare(comparison)


def test_a_key_is_found_whatever_way_its_number_is_written(comparison):
    backfilled(trades(1))
    found = {"Responses": {TABLE: [trade("T000", Timestamp={"N": "1.7E12"})]}, "UnprocessedKeys": {}}
    stand_in(comparison.client("dynamodb", TGT), "BatchGetItem", found)
    assert counts_of(compare(comparison)) == {"compared": 1, "equal": 1}
