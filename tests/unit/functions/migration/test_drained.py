"""When the source is drained."""

import pytest

from tests.unit.functions.migration.world import FUNCTION, NOW, SOURCE, STREAM, TARGET, call, publish


def stream(read=(), came=(), age=(), region=SOURCE):
    publish(region, "AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", STREAM, *read)
    publish(region, "AWS/Kinesis", "IncomingRecords", STREAM, *came)
    publish(region, "AWS/Lambda", "IteratorAge", FUNCTION, *age)


@pytest.mark.parametrize(
    ("metrics", "problem"),
    [
        ({"read": [0, 0, 0]}, None),
        ({"read": [0, 0, 1000], "came": [0, 0, 0], "age": [0, 900, 1000]}, None),
        ({"read": [0, 0, 0, 9000], "came": [0, 0, 0, 500], "age": [0, 0, 0, 5000]}, None),  # before the samples
        ({}, "age of what is read (ms): 0 of 3 samples"),
        ({"read": [0, 0]}, "age of what is read (ms): 2 of 3 samples"),
        ({"read": [0, 1001, 0]}, "age of what is read (ms): 1001, above 1000"),
        ({"read": [0, 0, 0], "came": [0, 0, 1]}, "IncomingRecords: 1, above 0"),
        ({"read": [0, 0, 0], "age": [5000]}, "IteratorAge (ms): 5000, above 1000"),
        ({"read": [0, 0, 0], "region": TARGET}, "age of what is read (ms): 0 of 3 samples"),
    ],
)
def test_the_source_is_drained_when_nothing_comes_and_nothing_waits(checks, metrics, problem):
    stream(**metrics)
    answer = call(checks, "check_drained", startedAt=NOW)
    assert answer == {"ok": problem is None, "turn": 1, "startedAt": NOW, "problems": [problem] if problem else []}


@pytest.mark.parametrize(("started", "turn", "late"), [(NOW - 749, 23, False), (NOW - 750, 0, True), (NOW, 24, True)])
def test_a_source_that_does_not_drain_is_given_up_after_its_time_or_looks(checks, started, turn, late):
    if not late:
        assert call(checks, "check_drained", startedAt=started, turn=turn)["ok"] is False
        return
    with pytest.raises(checks.DrainTimeoutError, match="us-east-1, after"):
        call(checks, "check_drained", startedAt=started, turn=turn)


def test_a_source_that_drains_at_the_last_look_is_drained(checks):
    stream(read=[0, 0, 0])
    assert call(checks, "check_drained", startedAt=NOW - 10_000, turn=24)["ok"]
