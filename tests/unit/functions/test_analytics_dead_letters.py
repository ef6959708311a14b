"""How the analytics function keeps what it refuses, also where queue and bucket do not take it."""

import json

import pytest
from botocore.exceptions import EndpointConnectionError

from tests.unit.functions.streams import (
    Between,
    ServiceError,
    analytics,
    clock,
    event,
    items,
    letters,
    queue,
    trade,
)

__all__ = ["analytics", "clock", "queue"]  # fixtures
DONE: dict[str, list[dict[str, str]]] = {"batchItemFailures": []}
LARGE = b"x" * 200_000  # base64: over what one message holds


def failed(number):
    return {"batchItemFailures": [{"itemIdentifier": str(number)}]}


def numbers(queue):
    return [int(letter["sequenceNumber"]) for letter in letters(queue)]


def test_23_refused_records_go_by_ten(analytics, queue, clock):
    spy = Between(analytics.here("sqs"))
    assert analytics.handler(event(*(f"garbage {number}".encode() for number in range(23))), clock) == DONE
    assert [len(parameters["Entries"]) for _, parameters in spy.calls] == [10, 10, 3]
    assert numbers(queue) == list(range(1, 24))


def test_no_request_is_larger_than_256_kib(analytics, queue, clock):
    spy = Between(analytics.here("sqs"))
    analytics.handler(event(*[b"x" * 60_000] * 9), clock)
    sizes = [sum(len(entry["MessageBody"]) for entry in parameters["Entries"]) for _, parameters in spy.calls]
    assert max(sizes) <= 256 * 1024
    assert len(sizes) == 3
    assert numbers(queue) == list(range(1, 10))


def refuse_once(spy, number):
    """The queue takes all but one message of the first request."""

    def act(operation, parameters):
        entries = parameters["Entries"]
        if len(spy.calls) > 1:
            return None
        spy.real.send_message_batch(**{**parameters, "Entries": [e for e in entries if e["Id"] != str(number)]})
        failure = {"Id": str(number), "SenderFault": False, "Code": "InternalError"}
        return {"Successful": [], "Failed": [failure]}

    spy.act = act


def test_only_what_the_queue_did_not_take_is_sent_again(analytics, queue, clock):
    spy = Between(analytics.here("sqs"))
    refuse_once(spy, 2)
    assert analytics.handler(event(b"a", b"b", b"c"), clock) == DONE
    assert [entry["Id"] for entry in spy.calls[1][1]["Entries"]] == ["2"]
    assert numbers(queue) == [1, 2, 3]


def always(error):
    def act(operation, parameters):
        raise error

    return act


UNREACHABLE = [ServiceError("KMS.AccessDeniedException"), EndpointConnectionError(endpoint_url="sqs")]


@pytest.mark.parametrize("error", UNREACHABLE)
def test_a_record_whose_dead_letter_is_not_kept_has_failed(analytics, queue, clock, capsys, error):
    spy = Between(analytics.here("sqs"))
    spy.act = always(error)
    assert analytics.handler(event(trade("A"), b"garbage", trade("B")), clock) == failed(2)
    assert {key for key, _ in items()} == {"A", "B"}
    assert clock.get_remaining_time_in_millis() > 0
    line = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (line["Rejected"], line["Failed"]) == (0, 1)


@pytest.mark.parametrize("error", UNREACHABLE)
def test_a_large_record_that_the_bucket_does_not_take_has_failed(analytics, queue, clock, error):
    Between(analytics.here("s3")).act = always(error)
    assert analytics.handler(event(b"small", LARGE, b"later"), clock) == failed(2)
    assert numbers(queue) == [1]


def test_what_was_sent_before_a_failure_is_not_sent_again(analytics, queue, clock):
    """The first request of ten is taken, the second is not: the batch comes again from the eleventh record."""
    spy = Between(analytics.here("sqs"))

    def act(operation, parameters):
        if len(spy.calls) > 1:
            raise ServiceError("ServiceUnavailable")

    spy.act = act
    batch = event(*(f"garbage {number}".encode() for number in range(25)))
    assert analytics.handler(batch, clock) == failed(11)
    spy.act = lambda operation, parameters: None
    clock.end = clock.now + 60
    assert analytics.handler({"Records": batch["Records"][10:]}, clock) == DONE
    assert numbers(queue) == list(range(1, 26))


def test_what_dynamodb_refused_is_sent_in_its_turn(analytics, queue, clock):
    """The first record is found wanting last, by DynamoDB; the queue takes only one request, of ten."""
    spy = Between(analytics.here("sqs"))

    def act(operation, parameters):
        if len(spy.calls) > 1:
            raise ServiceError("ServiceUnavailable")

    spy.act = act
    refused = trade(note="x" * 420_000)
    assert analytics.handler(event(refused, *[b"garbage"] * 11), clock) == failed(11)
    assert numbers(queue) == list(range(1, 11))


def test_a_slow_queue_leaves_time_for_the_answer(analytics, queue, clock):
    spy = Between(analytics.here("sqs"))

    def act(operation, parameters):
        clock.sleep(11)

    spy.act = act
    answer = analytics.handler(event(*(f"garbage {number}".encode() for number in range(100))), clock)
    assert answer == failed(51)
    assert clock.get_remaining_time_in_millis() > 0
    assert numbers(queue) == list(range(1, 51))


def test_a_slow_bucket_leaves_time_for_the_answer(analytics, queue, clock):
    spy = Between(analytics.here("s3"))

    def act(operation, parameters):
        clock.sleep(11)

    spy.act = act
    assert analytics.handler(event(*[LARGE] * 10), clock) == failed(5)
    assert clock.get_remaining_time_in_millis() > 0
    assert numbers(queue) == [1, 2, 3, 4]


def test_the_log_says_why_a_dead_letter_was_not_kept(analytics, queue, clock, capsys):
    spy = Between(analytics.here("sqs"))
    refuse_once(spy, 1)
    analytics.handler(event(b"garbage", b"more"), clock)
    assert '{"event": "dead letter not taken", "sequence": "1", "error": "InternalError"}' in capsys.readouterr().out
