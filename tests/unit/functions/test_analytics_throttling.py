"""What DynamoDB does not take now the analytics function writes later, or reports."""

import random

import pytest

from tests.unit.functions.analytics_table import DONE, between, counts, failed, put, stored
from tests.unit.functions.streams import (
    NOW,
    TABLE,
    ServiceError,
    analytics,
    clock,
    event,
    items,
    letters,
    queue,
    record,
    stop_time,
    trade,
)

__all__ = ["analytics", "clock", "queue"]  # fixtures


def write_some(spy, take):
    """DynamoDB takes only the first ``take`` items of each BatchWriteItem and returns the others as unprocessed."""

    def act(operation, parameters):
        if operation != "BatchWriteItem":
            return None
        requests = parameters["RequestItems"][TABLE]
        if requests[:take]:
            spy.real.batch_write_item(RequestItems={TABLE: requests[:take]})
        left = requests[take:]
        return {"UnprocessedItems": {TABLE: left} if left else {}}

    spy.act = act


def test_unprocessed_items_are_written_in_later_rounds(analytics, clock, capsys):
    spy = between(analytics)
    write_some(spy, 10)
    assert analytics.handler(event(*(trade(f"T{number}") for number in range(25))), clock) == DONE
    assert len(items()) == 25
    assert spy.names().count("BatchWriteItem") == 3
    assert counts(capsys)["Accepted"] == 25


def test_waits_grow_and_are_bounded(analytics, clock):
    write_some(between(analytics), 0)
    analytics.handler(event(trade()), clock)
    assert clock.slept[:6] == [0.05, 0.1, 0.2, 0.4, 0.8, 1.6]
    assert max(clock.slept) == 2


def test_waits_are_jittered(analytics, monkeypatch):
    clock = stop_time(monkeypatch)
    monkeypatch.setattr("random.uniform", random.Random(7).uniform)
    write_some(between(analytics), 0)
    analytics.handler(event(trade()), clock)
    assert len(set(clock.slept)) == len(clock.slept)


def test_what_is_never_written_is_reported_in_time_for_dead_letters(analytics, queue, clock, capsys):
    write_some(between(analytics), 0)
    batch = event(b"garbage", trade("A"), trade("B"), b"more garbage")
    assert analytics.handler(batch, clock) == failed(2)
    assert 20_000 <= clock.get_remaining_time_in_millis() <= 32_000
    assert counts(capsys) == {"Accepted": 0, "Duplicates": 0, "Rejected": 1, "Failed": 2}
    assert [letter["sequenceNumber"] for letter in letters(queue)] == ["1"]


def test_the_lowest_failure_is_found_by_number_not_by_text(analytics, clock):
    write_some(between(analytics), 0)
    batch = {"Records": [record(number, trade(f"T{number}")) for number in (10, 9, 100)]}
    assert analytics.handler(batch, clock) == failed(9)


def test_an_older_version_behind_an_unwritten_one_comes_again_too(analytics, clock):
    write_some(between(analytics), 0)
    spy = between(analytics)

    def act(operation, parameters):
        if operation == "PutItem":
            raise ServiceError("ThrottlingException")

    spy.act = act
    assert analytics.handler(event(trade("A"), trade(sequence=0), trade(sequence=1)), clock) == failed(1)
    assert analytics.handler(event(trade(sequence=0), trade(sequence=1), first=5), stop_again(clock)) == failed(5)


def stop_again(clock):
    """The next invocation."""
    clock.end = clock.now + 60
    return clock


def test_keys_that_are_not_read_are_not_written_until_they_are(analytics, clock):
    put(Sequence=5)
    spy = between(analytics)
    answers = iter(
        [
            {
                "Responses": {},
                "UnprocessedKeys": {TABLE: {"Keys": [{"TradeId": {"S": "T1"}, "Timestamp": {"N": str(NOW - 1000)}}]}},
            }
        ]
    )

    def act(operation, parameters):
        return next(answers, None) if operation == "BatchGetItem" else None

    spy.act = act
    assert analytics.handler(event(trade()), clock) == DONE
    assert spy.names() == ["BatchGetItem", "BatchGetItem"]
    assert stored() == "OLD"


THROTTLED = ["ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded"]


@pytest.mark.parametrize("operation", ["BatchGetItem", "BatchWriteItem", "PutItem"])
@pytest.mark.parametrize("code", THROTTLED)
def test_a_throttled_call_is_made_again(analytics, clock, operation, code):
    spy = between(analytics)

    def act(called, parameters):
        if called == operation and spy.names().count(operation) <= 2:
            raise ServiceError(code)

    spy.act = act
    assert analytics.handler(event(trade("A"), trade("B", sequence=1)), clock) == DONE
    assert {key for key, _ in items()} == {"A", "B"}
    assert spy.names().count(operation) >= 3
