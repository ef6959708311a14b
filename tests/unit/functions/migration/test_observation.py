"""When the target does well after the cutover."""

import pytest

from tests.unit.functions.migration.world import FUNCTION, STREAM, TARGET, at, call, publish

HEALTH = {"Environment": "verify", "Region": TARGET}


def healthy(**changed):
    metrics = {"healthy": [1], "errors": [0], "age": [60_000], "came": [500]} | changed
    publish(TARGET, "Trading/Health", "RegionHealthy", HEALTH, *metrics["healthy"])
    publish(TARGET, "AWS/Lambda", "Errors", FUNCTION, *metrics["errors"])
    publish(TARGET, "AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", STREAM, *metrics["age"])
    publish(TARGET, "AWS/Kinesis", "IncomingRecords", STREAM, *metrics["came"])


def observe(module, settings=None, turn=0, unhealthy=0, records=0):
    return call(module, "observe", turn=turn, unhealthy=unhealthy, records=records, settings=settings)


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({}, None),
        ({"errors": []}, None),
        ({"healthy": [1, 0]}, None),  # it was not, a minute before
        ({"healthy": [0]}, "unhealthy: 1, above 0"),
        ({"healthy": []}, "unhealthy: 0 of 1 samples"),
        ({"errors": [2]}, "Errors: 2, above 0"),
        ({"age": [60_001]}, "age of what is read (ms): 60001, above 60000"),
        ({"age": []}, "age of what is read (ms): 0 of 1 samples"),
    ],
)
def test_a_look_at_the_target_sees_what_is_wrong(checks, changed, problem):
    healthy(**changed)
    answer = observe(checks, unhealthy=2, records=10)
    assert answer == {
        "ok": False,
        "turn": 1,
        "unhealthy": 3 if problem else 0,
        "records": 510,
        "problems": [problem] if problem else [],
    }


def test_dead_letters_above_the_limit_are_unhealthy(checks):
    healthy()
    queue = at("sqs").get_queue_url(QueueName="trading-analytics-dlq-verify")["QueueUrl"]
    for _ in range(3):
        at("sqs").send_message(QueueUrl=queue, MessageBody="x")
    assert observe(checks, {"deadLetters": 3})["problems"] == []
    assert observe(checks, {"deadLetters": 2})["problems"] == ["dead letters: 3, above 2"]


def test_too_many_unhealthy_looks_in_a_row_fail(checks):
    assert observe(checks, unhealthy=2)["unhealthy"] == 3
    with pytest.raises(checks.ObservationError, match="4 unhealthy looks in a row: unhealthy: 0 of 1"):
        observe(checks, unhealthy=3)


def test_the_last_look_passes_if_records_came_in(checks):
    healthy(came=[])
    assert observe(checks, turn=59, records=1)["ok"]
    with pytest.raises(checks.ObservationError, match="after 60 looks, 0 records"):
        observe(checks, turn=59)
    assert observe(checks, {"observeRecords": 0}, turn=59)["ok"]


def test_the_last_look_fails_if_it_is_unhealthy(checks):
    healthy(healthy=[0])
    with pytest.raises(checks.ObservationError, match="after 60 looks, 510 records came in: unhealthy"):
        observe(checks, turn=59, records=10)
