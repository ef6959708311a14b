"""What DynamoDB refuses of the analytics function: an item, or every call."""

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from tests.unit.functions.analytics_table import DONE, LARGE, between, counts, put, stored
from tests.unit.functions.streams import ServiceError, analytics, clock, event, items, letters, queue, trade

__all__ = ["analytics", "clock", "queue"]  # fixtures


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


def test_a_timeout_of_the_table_fails_the_batch(analytics, clock):
    spy = between(analytics)

    def act(operation, parameters):
        raise ReadTimeoutError(endpoint_url="dynamodb")

    spy.act = act
    with pytest.raises(ReadTimeoutError):
        analytics.handler(event(trade()), clock)
