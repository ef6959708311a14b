"""What object_comparison.py says of two buckets (lib/functions/object_comparison.py)."""

import datetime as dt
import time

import boto3
import pytest

from tests.unit.functions.objects import (
    HISTORICAL,
    SOURCE,
    SRC,
    STATE,
    TARGET,
    TGT,
    object_function,
    put,
    run,
)
from tests.unit.functions.stand_in import Clock, Refusal, stand_in


@pytest.fixture
def clock():
    """Hours after the objects of the test were written."""
    return Clock(float(int(time.time()) + 10_000))


@pytest.fixture
def comparison(aws, load, clock):
    """The function, the buckets and the state table."""
    return object_function(load, "object_comparison", clock)


def compare(comparison, **payload):
    return run(comparison, "reconcile_objects", **payload)


def compare_to_the_end(comparison, **payload):
    answers = [compare(comparison, **payload)]
    while not answers[-1]["done"]:
        answers.append(compare(comparison, **{**payload, "next": answers[-1]["next"]}))
        assert len(answers) < 500
    return answers


def both(key, body=b"trade", bucket=SOURCE, **options):
    put(bucket, key, body, **options)
    put(TARGET, key, body, **options)


def test_equal_buckets_are_ok_and_the_numbers_say_what_was_compared(comparison):
    both("a", b"12345")
    both("b", b"123", HISTORICAL)
    answer = compare(comparison)
    counts = answer["counts"]
    assert (answer["ok"], answer["done"], answer["next"], answer["stopped"]) == (True, True, "", False)
    assert (counts["listed"], counts["compared"], counts["equal"], counts["bytes"]) == (2, 2, 2, 8)


CASES = {
    "missing": lambda: put(SOURCE, "k"),
    "sizeDiffers": lambda: (put(SOURCE, "k", b"new one"), put(TARGET, "k", b"old")),
    "collisions": lambda: (both("k"), put(HISTORICAL, "k")),
    "extra": lambda: put(TARGET, "k"),
}


@pytest.mark.parametrize("name", CASES)
def test_each_difference_is_counted_as_what_it_is(comparison, name):
    both("a")
    both("z")
    CASES[name]()
    answer = compare(comparison)
    assert answer["counts"][name] == 1
    assert answer["ok"] is (name == "extra")
    assert answer["counts"]["equal"] == 2
    expected = [] if name == "extra" else [("k", SOURCE, name)]
    assert [tuple(found[part] for part in ("Key", "Bucket", "Reason")) for found in differences(answer)] == expected


def differences(answer):
    table = boto3.resource("dynamodb", region_name=TGT).Table(STATE)
    items = table.scan()["Items"]
    pages = sorted(
        (item for item in items if item["Step"].startswith(f"{answer['report']}#")), key=lambda item: item["Step"]
    )
    return [found for page in pages for found in page["Differences"]]


def test_a_delete_marker_counts_as_no_object(comparison):
    both("a")
    both("gone")
    for bucket, region in ((SOURCE, SRC), (TARGET, TGT)):
        boto3.client("s3", region_name=region).delete_object(Bucket=bucket, Key="gone")
    answer = compare(comparison)
    assert (answer["ok"], answer["counts"]["listed"]) == (True, 1)


def test_objects_younger_than_the_grace_are_not_judged(comparison):
    put(SOURCE, "young")
    answer = compare(comparison, settings={"graceSeconds": 20_000})
    assert (answer["ok"], answer["counts"]["recent"], answer["counts"]["compared"]) == (True, 1, 0)
    assert compare(comparison, settings={"graceSeconds": 0})["ok"] is False


def test_an_object_deleted_since_it_was_listed_is_not_missing(comparison):
    put(SOURCE, "k")

    def gone(_):
        return Refusal("404", 404)

    stand_in(comparison.client("s3", SRC), "HeadObject", gone)
    answer = compare(comparison)
    assert (answer["ok"], answer["counts"]["changed"]) == (True, 1)


def test_an_object_written_again_since_it_was_listed_is_not_judged(comparison):
    put(SOURCE, "k")
    moment = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
    stand_in(comparison.client("s3", SRC), "HeadObject", lambda _: {"ContentLength": 5, "LastModified": moment})
    answer = compare(comparison)
    assert (answer["ok"], answer["counts"]["changed"]) == (True, 1)


def test_an_object_replicated_since_it_was_listed_is_equal(comparison):
    put(SOURCE, "k", b"12345")
    size, moment = {"ContentLength": 5}, {"LastModified": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)}
    stand_in(comparison.client("s3", TGT), "HeadObject", lambda _: {**size, **moment})
    answer = compare(comparison)
    assert (answer["ok"], answer["counts"]["equal"], answer["counts"]["bytes"]) == (True, 1, 5)


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ({"ChecksumCRC32": "AAAAAA=="}, {"ChecksumCRC32": "AAAAAA=="}, "checksumEqual"),
        ({"ChecksumCRC32": "AAAAAA=="}, {"ChecksumCRC32": "BBBBBB=="}, "checksumDiffers"),
        ({"ChecksumCRC32": "AAAAAA=="}, {"ChecksumSHA256": "AAAAAA=="}, "checksumWithout"),
        ({"ChecksumCRC32": "AAAAAA==-2"}, {"ChecksumCRC32": "BBBBBB==-3"}, "checksumWithout"),
        ({"ChecksumCRC32": "AAAAAA==-2"}, {"ChecksumCRC32": "BBBBBB==-2"}, "checksumDiffers"),
        ({"ChecksumType": "FULL_OBJECT"}, {"ChecksumType": "FULL_OBJECT"}, "checksumWithout"),
        ({}, {"ChecksumCRC32": "AAAAAA=="}, "checksumWithout"),
    ],
)
def test_checksums_of_one_algorithm_over_equal_parts_are_compared(comparison, here, there, expected):
    both("k")
    head(comparison, here, there)
    answer = compare(comparison, settings={"checksumEvery": 1})
    assert answer["counts"][expected] == 1
    assert sum(answer["counts"][name] for name in ("checksumEqual", "checksumDiffers", "checksumWithout")) == 1
    assert answer["ok"] is (expected != "checksumDiffers")


def head(comparison, here, there):
    moment = {"ContentLength": 5, "LastModified": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)}
    stand_in(
        comparison.client("s3", SRC), "HeadObject", lambda asked: {**moment, **here} if asked["ChecksumMode"] else {}
    )
    stand_in(
        comparison.client("s3", TGT), "HeadObject", lambda asked: {**moment, **there} if asked["ChecksumMode"] else {}
    )


SUM = {"ChecksumCRC32": "AAAAAA=="}


@pytest.mark.parametrize(
    ("here", "there", "counted", "ok"),
    [
        ({"ReplicationStatus": "FAILED"}, {}, {"replicationFailed": 1}, False),
        ({"ReplicationStatus": "FAILED", **SUM}, SUM, {"replicationFailed": 0, "checksumEqual": 1}, True),
        ({"ReplicationStatus": "PENDING"}, {}, {"replicationPending": 1}, True),
        ({"ReplicationStatus": "COMPLETED"}, {}, {"replicationPending": 0, "replicationFailed": 0}, True),
    ],
)
def test_the_status_of_an_object_that_is_looked_at_is_counted(comparison, here, there, counted, ok):
    both("k")
    head(comparison, here, there)
    answer = compare(comparison, settings={"checksumEvery": 1})
    assert {name: answer["counts"][name] for name in counted} == counted
    assert answer["ok"] is ok


@pytest.mark.parametrize(("every", "looked"), [(0, 0), (1, 10), (3, 3), (10, 1), (11, 0)])
def test_every_nth_object_is_looked_at_whatever_the_slices(comparison, clock, every, looked):
    for number in range(10):
        both(f"k{number}")
    keys = []

    def see(asked):
        keys.append(asked["Key"])

    stand_in(comparison.client("s3", TGT), "HeadObject", see)
    comparison.BATCH = 2
    comparison.RESERVE = 900  # no time: a slice ends after one batch
    answers = compare_to_the_end(comparison, settings={"checksumEvery": every})
    assert len(keys) == looked
    assert answers[-1]["counts"]["equal"] == 10
    assert len(answers) == 6


def test_slices_count_what_one_pass_counts_and_a_slice_run_twice_counts_once(comparison, clock):
    for number in range(7):
        both(f"same{number}", b"x" * number)
    for number in range(5):
        put(SOURCE, f"missing{number}")
        put(TARGET, f"extra{number}")
    whole = compare(comparison)
    clock.now += 1
    comparison.BATCH = 2
    comparison.RESERVE = 900
    answer = compare(comparison)
    while not answer["done"]:
        first = compare(comparison, next=answer["next"])
        answer = compare(comparison, next=answer["next"])
        assert answer == first
    assert answer["counts"] == whole["counts"]
    assert (whole["counts"]["missing"], whole["counts"]["extra"], whole["counts"]["equal"]) == (5, 5, 7)
    assert [found["Key"] for found in differences(answer)] == [f"missing{number}" for number in range(5)]


def test_a_comparison_ends_early_when_everything_differs_and_keeps_100_keys(comparison):
    for number in range(130):
        put(SOURCE, f"k{number:03}")
    comparison.BATCH = 40
    answer = compare(comparison, settings={"differenceLimit": 110})
    assert (answer["done"], answer["ok"], answer["stopped"], answer["counts"]["missing"]) == (True, False, True, 120)
    assert [found["Key"] for found in differences(answer)] == [f"k{number:03}" for number in range(100)]


def test_a_slice_that_runs_again_overwrites_nothing(comparison):
    put(SOURCE, "first")
    compare(comparison)
    put(TARGET, "first")
    put(SOURCE, "second")
    answer = compare(comparison)
    assert [found["Key"] for found in differences(answer)] == ["first"]


def test_keys_are_merged_in_the_order_of_s3(comparison):
    for key in ("a", "a/b", "B", "\uffee", "\U0001f4b6", "z\u00e9", "a b+c%"):
        both(key)
    answer = compare(comparison)
    assert (answer["ok"], answer["counts"]["equal"]) == (True, 7)
