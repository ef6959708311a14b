"""What the analytics function writes: each trade once, its newest version, through throttling and lack of time."""

import json
import random
from decimal import Decimal

import boto3
import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from tests.unit.functions.streams import (
    NOW,
    TABLE,
    Between,
    ServiceError,
    analytics,
    clock,
    event,
    items,
    letters,
    make_table,
    queue,
    record,
    stop_time,
    trade,
)

__all__ = ["analytics", "clock", "queue"]  # fixtures
KEY = ("T1", NOW - 1000)
DONE: dict[str, list[dict[str, str]]] = {"batchItemFailures": []}


def failed(number):
    return {"batchItemFailures": [{"itemIdentifier": str(number)}]}


def between(analytics):
    return Between(analytics.here("dynamodb"))


def put(**fields):
    """An item that is in the table before."""
    item = {"TradeId": "T1", "Timestamp": NOW - 1000, "Symbol": "OLD", **fields}
    boto3.resource("dynamodb", "us-east-1").Table(TABLE).put_item(Item=item)


def stored():
    return items()[KEY]["Symbol"]


def counts(capsys):
    line = json.loads(capsys.readouterr().out.splitlines()[-1])
    return {name: line[name] for name in ("Accepted", "Duplicates", "Rejected", "Failed")}


VERSIONS = [
    ([0, 1, 2], "2"),
    ([2, 0, 1], "2"),
    ([1, 1, 0], "1"),
    ([0], "0"),
    ([10, 9], "10"),
]


@pytest.mark.parametrize(("sequences", "kept"), VERSIONS)
def test_of_the_versions_in_a_batch_the_highest_sequence_is_kept(analytics, queue, clock, capsys, sequences, kept):
    contents = [trade(sequence=sequence, symbol=str(sequence)) for sequence in sequences]
    assert analytics.handler(event(*contents), clock) == DONE
    assert stored() == kept
    assert counts(capsys) == {"Accepted": 1, "Duplicates": len(sequences) - 1, "Rejected": 0, "Failed": 0}


def test_trades_of_one_id_at_two_times_are_two_trades(analytics, clock):
    analytics.handler(event(trade(timestamp=NOW - 2), trade(timestamp=NOW - 1)), clock)
    assert set(items()) == {("T1", NOW - 2), ("T1", NOW - 1)}


IN_THE_TABLE = [
    ({"Sequence": 1}, 0, "OLD"),
    ({"Sequence": 1}, 2, "NEW"),
    ({"Sequence": 9}, 10, "NEW"),
    ({"Sequence": 0}, 1, "NEW"),
    ({}, 1, "NEW"),  # copied from a table without sequences
    ({"Sequence": 1, "Deleted": True}, 0, "OLD"),
    ({"Sequence": 1, "Deleted": True}, 1, "OLD"),
    ({"Deleted": True}, 0, "OLD"),
    ({"Sequence": 1, "Deleted": True}, 2, "NEW"),
]


@pytest.mark.parametrize(("before", "sequence", "symbol"), IN_THE_TABLE)
def test_only_what_is_newer_than_the_table_is_written(analytics, queue, clock, capsys, before, sequence, symbol):
    put(**before)
    spy = between(analytics)
    assert analytics.handler(event(trade(sequence=sequence, symbol="NEW")), clock) == DONE
    assert stored() == symbol
    written = int(symbol == "NEW")
    assert counts(capsys) == {"Accepted": written, "Duplicates": 1 - written, "Rejected": 0, "Failed": 0}
    assert letters(queue) == []
    assert spy.names() == ["BatchGetItem", "PutItem"][: 1 + written]


def test_a_version_newer_than_the_table_replaces_the_older_one_of_its_batch_too(analytics, clock, capsys):
    put(Sequence=1)
    analytics.handler(event(trade(sequence=2, symbol="2"), trade(sequence=3, symbol="3")), clock)
    assert stored() == "3"
    assert counts(capsys) == {"Accepted": 1, "Duplicates": 1, "Rejected": 0, "Failed": 0}


SAME = [
    ({"price": 1.5, "note": {"a": [1, 2]}}, b'"price":"1.50","note":{"a":[1.0,2e0]}', True),
    ({"price": 1.5, "note": True}, b'"price":1.5,"note":1', False),
    ({"price": 1.5, "note": "1"}, b'"price":1.5,"note":1', False),
    ({"price": 1.5, "note": {"a": [1, 2]}}, b'"price":1.5,"note":{"a":[1]}', False),
    ({"price": 1.5, "note": {"a": 1}}, b'"price":1.5,"note":{"b":1}', False),
    ({"price": 1.5}, b'"price":1.51', False),
    ({"price": 1.5}, b'"price":1.5,"note":null', False),
]


@pytest.mark.parametrize("in_one_batch", [True, False])
@pytest.mark.parametrize(("first", "second", "same"), SAME)
def test_another_content_under_the_same_sequence_is_a_conflict(
    analytics, queue, clock, first, second, same, in_one_batch
):
    again = b'{"tradeId":"T1","timestamp":1789999999000,"symbol":"ACME","quantity":4,' + second + b"}"
    contents = [trade(**first), again]
    for batch in [event(*contents)] if in_one_batch else [event(contents[0]), event(again, first=2)]:
        assert analytics.handler(batch, clock) == DONE
    assert items()[KEY]["Price"] == Decimal("1.5")
    conflicts = [] if same else [("Conflict", "2")]
    assert [(letter["reason"], letter["sequenceNumber"]) for letter in letters(queue)] == conflicts


def test_what_the_table_has_is_no_conflict_behind_one_that_is(analytics, queue, clock):
    analytics.handler(event(trade(symbol="Y")), clock)
    assert analytics.handler(event(*(trade(symbol=symbol) for symbol in "XYZ"), first=2), clock) == DONE
    conflicts = [("Conflict", "2"), ("Conflict", "4")]
    assert [(letter["reason"], letter["sequenceNumber"]) for letter in letters(queue)] == conflicts


def test_a_batch_of_500_is_read_by_100_and_written_by_25(analytics, clock):
    spy = between(analytics)
    assert analytics.handler(event(*(trade(f"T{number}") for number in range(500))), clock) == DONE
    assert spy.names().count("BatchGetItem") == 5
    assert spy.names().count("BatchWriteItem") == 20
    assert len(items()) == 500
    assert all(
        parameters["RequestItems"][TABLE]["ConsistentRead"] for name, parameters in spy.calls if name == "BatchGetItem"
    )


def test_a_replayed_batch_writes_nothing_twice(analytics, clock, capsys):
    batch = event(trade("A"), trade("B", sequence=3), trade("C", note={"deep": [1]}))
    analytics.handler(batch, clock)
    before = items()
    capsys.readouterr()
    spy = between(analytics)
    assert analytics.handler(batch, clock) == DONE
    assert spy.names() == ["BatchGetItem"]
    assert items() == before
    assert counts(capsys) == {"Accepted": 0, "Duplicates": 3, "Rejected": 0, "Failed": 0}


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


@pytest.mark.parametrize("operation", ["BatchGetItem", "BatchWriteItem", "PutItem"])
@pytest.mark.parametrize("code", ["AccessDeniedException", "ResourceNotFoundException"])
def test_an_error_that_waiting_does_not_mend_is_raised(analytics, queue, clock, operation, code):
    spy = between(analytics)

    def act(called, parameters):
        if called == operation:
            raise ServiceError(code)

    spy.act = act
    with pytest.raises(ClientError, match=code):
        analytics.handler(event(trade("A"), trade("B", sequence=1), b"garbage"), clock)
    assert letters(queue) == []


@pytest.mark.parametrize("sequence", [0, 1, 2])
def test_a_newer_version_written_between_reading_and_writing_stays(analytics, clock, sequence):
    """The batch brings a correction; between its read and its write another worker writes this sequence."""
    spy = between(analytics)

    def act(operation, parameters):
        if operation == "PutItem" and spy.names().count("PutItem") == 1:
            put(Sequence=sequence, Symbol="OTHER")

    spy.act = act
    assert analytics.handler(event(trade(sequence=1, symbol="OURS")), clock) == DONE
    assert stored() == ("OURS" if sequence == 0 else "OTHER")


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


LARGE = {"note": "x" * 420_000}


def test_items_beside_one_that_dynamodb_refuses_are_written(analytics, queue, clock, capsys):
    """DynamoDB rejects a BatchWriteItem as a whole, by its documentation; moto writes what precedes the large item."""
    spy = between(analytics)

    def act(operation, parameters):
        if operation == "BatchWriteItem":
            raise ServiceError("ValidationException")

    spy.act = act
    contents = [trade(f"T{number}", **(LARGE if number == 12 else {})) for number in range(25)]
    assert analytics.handler(event(*contents), clock) == DONE
    assert len(items()) == 24
    assert [(letter["reason"], letter["sequenceNumber"]) for letter in letters(queue)] == [("ItemRefused", "13")]
    assert counts(capsys) == {"Accepted": 24, "Duplicates": 0, "Rejected": 1, "Failed": 0}


@pytest.mark.parametrize("code", ["ValidationException", "SerializationException"])
def test_what_dynamodb_does_not_take_is_a_dead_letter(analytics, queue, clock, code):
    spy = between(analytics)

    def act(operation, parameters):
        if operation != "BatchGetItem" and "BAD" in str(parameters):
            raise ServiceError(code)

    spy.act = act
    assert analytics.handler(event(trade("GOOD"), trade("BAD"), trade("BAD", sequence=1)), clock) == DONE
    assert {key for key, _ in items()} == {"GOOD"}
    assert [letter["reason"] for letter in letters(queue)] == ["ItemRefused", "ItemRefused"]


def test_a_trade_copied_without_its_sequence_is_a_duplicate_of_the_original(analytics, queue, clock):
    put(Symbol="ACME", Price=Decimal("12.5"), Quantity=4, Notional=50)
    assert analytics.handler(event(trade()), clock) == DONE
    assert letters(queue) == []


def test_an_older_version_is_written_where_dynamodb_refuses_the_newer(analytics, queue, clock):
    contents = [trade(sequence=0, symbol="0"), trade(sequence=1, symbol="1"), trade(sequence=2, **LARGE)]
    assert analytics.handler(event(*contents), clock) == DONE
    assert stored() == "1"
    assert [letter["sequenceNumber"] for letter in letters(queue)] == ["3"]


@pytest.mark.parametrize("before", [{"Sequence": 0}, {}])
def test_a_refused_correction_leaves_what_the_table_has(analytics, queue, clock, before):
    put(**before)
    contents = [trade(sequence=0), trade(sequence=1, **LARGE)]
    assert analytics.handler(event(*contents), clock) == DONE
    assert stored() == "OLD"
    assert [letter["reason"] for letter in letters(queue)] == ["Conflict", "ItemRefused"]


def test_a_timeout_of_the_table_fails_the_batch(analytics, clock):
    spy = between(analytics)

    def act(operation, parameters):
        raise ReadTimeoutError(endpoint_url="dynamodb")

    spy.act = act
    with pytest.raises(ReadTimeoutError):
        analytics.handler(event(trade()), clock)


@pytest.mark.parametrize("service", ["dynamodb", "s3", "sqs"])
def test_no_call_takes_longer_than_the_time_kept_for_it(analytics, service):
    """Two attempts, each to connect to three addresses (one a zone) and to read, and the pause between them."""
    config = analytics.here(service).meta.config
    attempts = config.retries["total_max_attempts"]
    pause = 1  # s: botocore's standard mode waits at most 2^0 before the second attempt
    longest = attempts * (3 * config.connect_timeout + config.read_timeout) + (attempts - 1) * pause
    assert longest * 1000 <= analytics.CALL < analytics.REST


def test_the_function_stays_in_its_region(load, aws, monkeypatch, clock):
    make_table()
    module = load("analytics", region="eu-central-1", TABLE_NAME=TABLE)
    assert module.here("dynamodb").meta.region_name == "eu-central-1"
