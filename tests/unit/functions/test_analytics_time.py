"""The analytics function leaves time for its answer, however slow its table."""

import pytest

from tests.unit.functions.analytics_table import between, failed
from tests.unit.functions.streams import ServiceError, analytics, clock, event, items, queue, stop_time, trade

__all__ = ["analytics", "clock", "queue"]  # fixtures


def test_a_slow_table_leaves_time_for_the_answer(analytics, clock):
    spy = between(analytics)

    def act(operation, parameters):
        clock.sleep(11)

    spy.act = act
    answer = analytics.handler(event(*(trade(f"T{number}") for number in range(500))), clock)
    written = {int(key[1:]) for key, _ in items()}
    assert 0 < len(written) < 500
    first = int(answer["batchItemFailures"][0]["itemIdentifier"])
    assert written >= set(range(first - 1))
    assert clock.get_remaining_time_in_millis() >= 20_000


def test_slow_corrections_leave_time_for_the_answer(analytics, clock):
    spy = between(analytics)

    def act(operation, parameters):
        clock.sleep(11)

    spy.act = act
    answer = analytics.handler(event(*(trade(f"T{number}", sequence=1) for number in range(100))), clock)
    assert answer == failed(1 + len(items()))
    assert clock.get_remaining_time_in_millis() >= 20_000


def test_slow_writes_one_by_one_leave_time_for_the_answer(analytics, clock):
    spy = between(analytics)

    def act(operation, parameters):
        clock.sleep(11)
        if operation == "BatchWriteItem":
            raise ServiceError("ValidationException")

    spy.act = act
    answer = analytics.handler(event(*(trade(f"T{number}") for number in range(25))), clock)
    assert answer == failed(1 + len(items()))
    assert clock.get_remaining_time_in_millis() >= 20_000


def test_an_invocation_with_too_little_time_writes_nothing_and_reports_all(analytics, monkeypatch):
    clock = stop_time(monkeypatch, seconds=30)
    spy = between(analytics)
    assert analytics.handler(event(trade("A"), trade("B")), clock) == failed(1)
    assert spy.calls == []


@pytest.mark.parametrize("service", ["dynamodb", "s3", "sqs"])
def test_no_call_takes_longer_than_the_time_kept_for_it(analytics, service):
    """Two attempts, each to connect to three addresses (one a zone) and to read, and the pause between them."""
    config = analytics.here(service).meta.config
    attempts = config.retries["total_max_attempts"]
    pause = 1  # s: botocore's standard mode waits at most 2^0 before the second attempt
    longest = attempts * (3 * config.connect_timeout + config.read_timeout) + (attempts - 1) * pause
    assert longest * 1000 <= analytics.CALL < analytics.REST
