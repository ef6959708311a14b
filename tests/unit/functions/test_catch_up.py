"""Changes of the historical table end in the analytics table as they would have without the export between them."""

import base64
import contextlib
import itertools
from decimal import Decimal

import boto3
import pytest
from boto3.dynamodb.types import TypeSerializer
from botocore.exceptions import ClientError, EndpointConnectionError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.functions.streams import (
    NOW,
    TABLE,
    Between,
    ServiceError,
    clock,
    items,
    letters,
    make_table,
    queue,
    stop_time,
)

__all__ = ["clock", "queue"]  # fixtures
KEY = ("T1", NOW)
DONE: dict[str, list[dict[str, str]]] = {"batchItemFailures": []}
EXPIRES = NOW // 1000 + 30 * 86_400


@pytest.fixture
def catch_up(load, queue):
    return load("catch_up", TABLE_NAME=TABLE, DEAD_LETTER_QUEUE_URL=queue)


def item(sequence=0, **fields):
    """An item of the historical table; a field given as ... is left out."""
    whole = {
        "TradeId": "T1",
        "Timestamp": NOW,
        "Symbol": "ACME",
        "Price": 2,
        "Quantity": 3,
        "Sequence": sequence,
        **fields,
    }
    return {name: value for name, value in whole.items() if value is not ...}


def wire(values):
    """An image as Lambda passes it."""
    return None if values is None else in_base64(TypeSerializer().serialize(values))["M"]


def in_base64(value):
    ((kind, content),) = value.items()
    if kind == "B":
        return {"B": base64.b64encode(content).decode()}
    if kind == "BS":
        return {"BS": [base64.b64encode(element).decode() for element in content]}
    if kind == "L":
        return {"L": [in_base64(element) for element in content]}
    if kind == "M":
        return {"M": {name: in_base64(element) for name, element in content.items()}}
    return value


def change(number, old, new, **fields):
    """A record of the stream of a table, as Lambda passes it: what was there, what is there; None is nothing."""
    images = {"OldImage": wire(old), "NewImage": wire(new)}
    there = new or old
    return {
        "eventID": f"event-{number}",
        "eventName": "INSERT" if old is None else "REMOVE" if new is None else "MODIFY",
        "eventVersion": "1.1",
        "eventSource": "aws:dynamodb",
        "awsRegion": "us-east-1",
        "dynamodb": {
            "ApproximateCreationDateTime": NOW // 1000,
            "Keys": wire({"TradeId": there["TradeId"], "Timestamp": there["Timestamp"]}),
            **{name: image for name, image in images.items() if image is not None},
            "SequenceNumber": str(number),
            "SizeBytes": 100,
            "StreamViewType": "NEW_AND_OLD_IMAGES",
            **fields,
        },
        "eventSourceARN": "arn:aws:dynamodb:us-east-1:123456789012:table/history/stream/2026-11-24T00:00:00.000",
    }


def batch(*changes):
    return {"Records": [change(number, old, new) for number, (old, new) in enumerate(changes, 1)]}


def put(values):
    boto3.resource("dynamodb", "us-east-1").Table(TABLE).put_item(Item=values)


def tombstone(sequence=0):
    return {"TradeId": "T1", "Timestamp": NOW, "Deleted": True, "Sequence": sequence, "ExpiresAt": EXPIRES}


def failed(number):
    return {"batchItemFailures": [{"itemIdentifier": str(number)}]}


def test_an_image_is_copied_as_it_is(catch_up, clock):
    image = item(
        Sequence=..., Price=Decimal("0.10"), Note={"raw": b"\x00\xff", "all": [b"a", {b"b"}, None, True, {"s"}]}
    )
    assert catch_up.handler(batch((None, image)), clock) == DONE
    assert items() == {KEY: image}


NEW, OLD = "the change", "what the table had"
WINNERS = [
    ("INSERT", 0, None, NEW),
    ("INSERT", 0, item(0), OLD),  # written from the live stream, or by this batch before
    ("INSERT", 0, item(Sequence=...), OLD),
    ("INSERT", 1, item(Sequence=...), NEW),
    ("INSERT", 1, item(0), NEW),
    ("INSERT", 1, item(2), OLD),
    ("INSERT", 9, item(10), OLD),
    ("INSERT", 0, tombstone(1), NEW),  # the historical table holds it anew
    ("MODIFY", 0, None, NEW),
    ("MODIFY", 0, item(0), NEW),
    ("MODIFY", 0, item(Sequence=...), NEW),
    ("MODIFY", 0, item(1), OLD),
    ("MODIFY", 1, item(1), NEW),
    ("MODIFY", 0, tombstone(1), NEW),
    ("REMOVE", 0, None, NEW),
    ("REMOVE", 0, item(0), NEW),
    ("REMOVE", 0, item(Sequence=...), NEW),
    ("REMOVE", 0, item(1), OLD),  # a correction from the live stream
    ("REMOVE", 1, item(1), NEW),
]


@pytest.mark.parametrize(("name", "sequence", "before", "winner"), WINNERS)
def test_a_change_is_applied_unless_what_is_there_is_newer(catch_up, queue, clock, name, sequence, before, winner):
    if before:
        put(before)
    image = item(sequence, Symbol="CHANGED")
    old, new = {"INSERT": (None, image), "MODIFY": (item(sequence), image), "REMOVE": (image, None)}[name]
    assert catch_up.handler(batch((old, new)), clock) == DONE
    assert items()[KEY] == {OLD: before, NEW: new or tombstone(sequence)}[winner]
    assert letters(queue) == []


def test_what_was_removed_is_not_written_by_the_backfill(catch_up, clock):
    catch_up.handler(batch((item(), None)), clock)
    with pytest.raises(ClientError, match="ConditionalCheckFailed"):
        boto3.resource("dynamodb", "us-east-1").Table(TABLE).put_item(
            Item=item(), ConditionExpression="attribute_not_exists(TradeId)"
        )


def test_a_tombstone_of_an_item_without_sequence_is_of_an_original(catch_up, clock):
    catch_up.handler(batch((item(Sequence=...), None)), clock)
    assert items() == {KEY: tombstone(0)}


def test_an_item_that_is_no_trade_is_removed_like_any_other(catch_up, queue, clock):
    catch_up.handler(batch((item(Price="much"), None)), clock)
    assert items() == {KEY: tombstone(0)}
    assert letters(queue) == []


REFUSED = [
    ((None, item(TradeId="HEALTH#us-east-1")), "InvalidKey"),
    ((item(TradeId="HEALTH#us-east-1"), None), "InvalidKey"),
    ((None, item(TradeId=7)), "InvalidKey"),
    ((None, item(Timestamp="1")), "InvalidKey"),
    ((None, item(Timestamp=0)), "InvalidKey"),
    ((None, item(Timestamp=Decimal("1.5"))), "InvalidKey"),
    ((None, item(Symbol=...)), "InvalidItem"),
    ((None, item(Symbol=7)), "InvalidItem"),
    ((None, item(Price=...)), "InvalidItem"),
    ((None, item(Price="2")), "InvalidItem"),
    ((None, item(Price=0)), "InvalidItem"),
    ((item(), item(Quantity=-1)), "InvalidItem"),
    ((None, item(Sequence="1")), "InvalidItem"),
    ((None, item(Sequence=-1)), "InvalidItem"),
    ((None, item(Sequence=Decimal("0.5"))), "InvalidItem"),
    ((item(Sequence="1"), None), "InvalidItem"),
    ((None, item(ExpiresAt=1)), "InvalidItem"),
    ((None, item(Deleted=False)), "InvalidItem"),
    ((None, item(Note="x" * 420_000)), "ItemRefused"),
]


@pytest.mark.parametrize(("images", "reason"), REFUSED)
def test_what_cannot_be_applied_is_a_dead_letter_with_its_reason_and_no_failure(catch_up, queue, clock, images, reason):
    before, after = item(TradeId="BEFORE"), item(TradeId="AFTER")
    assert catch_up.handler(batch((None, before), images, (None, after)), clock) == DONE
    assert [(letter["reason"], letter["sequenceNumber"]) for letter in letters(queue)] == [(reason, "2")]
    assert {key for key, _ in items()} == {"BEFORE", "AFTER"}


@pytest.mark.parametrize("images", [(None, item()), (item(), item(1)), (item(), None)])
def test_a_stream_without_images_is_found_out(catch_up, queue, clock, images):
    record = change(1, *images)
    for name in ("OldImage", "NewImage"):
        record["dynamodb"].pop(name, None)
    assert catch_up.handler({"Records": [record]}, clock) == DONE
    assert [letter["reason"] for letter in letters(queue)] == ["MissingImage"]


def test_an_image_such_as_nobody_thought_of_does_not_stop_the_others(catch_up, queue, clock):
    strange = change(1, None, item())
    strange["dynamodb"]["NewImage"]["Note"] = {}
    assert catch_up.handler({"Records": [strange, change(2, None, item())]}, clock) == DONE
    assert [letter["reason"] for letter in letters(queue)] == ["Unprocessable"]
    assert set(items()) == {KEY}


def test_a_dead_letter_says_where_the_change_came_from_and_holds_it(catch_up, queue, clock):
    record = change(41, None, item(Symbol=7))
    catch_up.handler({"Records": [record]}, clock)
    (letter,) = letters(queue)
    assert letter.pop("detail")
    assert letter == {
        "reason": "InvalidItem",
        "eventId": "event-41",
        "eventName": "INSERT",
        "stream": record["eventSourceARN"],
        "region": "us-east-1",
        "sequenceNumber": "41",
        "keys": {"TradeId": {"S": "T1"}, "Timestamp": {"N": str(NOW)}},
        "change": record["dynamodb"],
    }


def test_a_dead_letter_too_large_for_the_queue_names_the_item(catch_up, queue, clock):
    catch_up.handler(batch((None, item(Symbol=7, Note="x" * 260_000))), clock)
    (letter,) = letters(queue)
    assert letter["keys"]["TradeId"] == {"S": "T1"}
    assert "change" not in letter


@pytest.mark.parametrize("error", [ServiceError("AccessDenied"), EndpointConnectionError(endpoint_url="sqs")])
def test_a_change_whose_dead_letter_is_not_kept_has_failed(catch_up, clock, capsys, error):
    spy = Between(catch_up.here("sqs"))

    def act(operation, parameters):
        raise error

    spy.act = act
    changes = batch((None, item(TradeId="A")), (None, item(Symbol=7)), (None, item(TradeId="B")))
    assert catch_up.handler(changes, clock) == failed(2)
    assert {key for key, _ in items()} == {"A"}
    assert "dead letter not sent" in capsys.readouterr().out


def test_a_throttled_write_is_made_again(catch_up, clock):
    spy = Between(catch_up.here("dynamodb"))

    def act(operation, parameters):
        if len(spy.calls) < 4:
            raise ServiceError("ProvisionedThroughputExceededException")

    spy.act = act
    assert catch_up.handler(batch((None, item())), clock) == DONE
    assert clock.slept == [0.05, 0.1, 0.2]
    assert set(items()) == {KEY}


@pytest.mark.parametrize("code", ["ThrottlingException", "RequestLimitExceeded"])
def test_a_write_that_is_never_taken_is_reported_in_time(catch_up, clock, code):
    spy = Between(catch_up.here("dynamodb"))

    def act(operation, parameters):
        if parameters["Item"]["TradeId"]["S"] == "B":
            raise ServiceError(code)

    spy.act = act
    changes = batch(*((None, item(TradeId=name)) for name in "ABC"))
    assert catch_up.handler(changes, clock) == failed(2)
    assert {key for key, _ in items()} == {"A"}
    assert clock.get_remaining_time_in_millis() > 20_000
    assert max(clock.slept) == 2


@pytest.mark.parametrize("code", ["ValidationException", "SerializationException"])
def test_what_dynamodb_does_not_take_is_a_dead_letter(catch_up, queue, clock, code):
    spy = Between(catch_up.here("dynamodb"))

    def act(operation, parameters):
        raise ServiceError(code)

    spy.act = act
    assert catch_up.handler(batch((None, item())), clock) == DONE
    assert [letter["reason"] for letter in letters(queue)] == ["ItemRefused"]


def test_an_error_that_waiting_does_not_mend_is_raised(catch_up, queue, clock):
    spy = Between(catch_up.here("dynamodb"))

    def act(operation, parameters):
        raise ServiceError("AccessDeniedException")

    spy.act = act
    with pytest.raises(ClientError, match="AccessDenied"):
        catch_up.handler(batch((None, item())), clock)
    assert letters(queue) == []


def test_too_little_time_for_a_change_and_its_dead_letter_reports_all(catch_up, queue, monkeypatch):
    clock = stop_time(monkeypatch, seconds=24)
    assert catch_up.handler(batch((None, item(Symbol=7)), (None, item())), clock) == failed(1)
    assert letters(queue) == []


@pytest.mark.parametrize("service", ["dynamodb", "sqs"])
def test_no_call_takes_longer_than_the_time_kept_for_it(catch_up, service):
    """Two attempts, each to connect to three addresses and to read, and a pause of at most a second between them."""
    config = catch_up.here(service).meta.config
    assert 2 * (3 * config.connect_timeout + config.read_timeout) + 1 <= catch_up.CALL / 1000
    assert config.retries["total_max_attempts"] == 2


LIFE = st.lists(st.tuples(st.integers(0, 2), st.sampled_from("XYZ")), min_size=1, max_size=3)


@st.composite
def histories(draw):
    """What an item is in turn, None where it is not; its Sequence only rises while it lives, as the interface has it."""
    lives = draw(st.lists(LIFE.map(lambda life: sorted(life, key=lambda state: state[0])), min_size=1, max_size=3))
    states = [None, *(item(sequence, Symbol=symbol) for sequence, symbol in lives[0])]
    for life in lives[1:]:
        states += [None, *(item(sequence, Symbol=symbol) for sequence, symbol in life)]
    return states + draw(st.sampled_from([[], [None]]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(states=histories(), data=st.data())
def test_export_backfill_and_stream_end_as_the_historical_table(catch_up, queue, clock, states, data):
    """Exported in any state and backfilled at any time, the stream sent in parts that may come again."""
    boto3.client("dynamodb", "us-east-1").delete_table(TableName=TABLE)
    make_table()
    left = [change(n, old, new) for n, (old, new) in enumerate(itertools.pairwise(states)) if old != new]
    export = data.draw(st.sampled_from(states), "export")
    backfill = data.draw(st.integers(0, len(left)), "changes left at the backfill")
    while left or export:
        if export and len(left) <= backfill:
            backfilled(export)
            export = None
        clock.end = clock.now + 60
        assert catch_up.handler({"Records": left[: data.draw(st.integers(1, 3), "sent")]}, clock) == DONE
        left = left[1 - data.draw(st.integers(0, 1), "again") :]
    assert {key: found for key, found in items().items() if "Deleted" not in found} == (
        {KEY: states[-1]} if states[-1] else {}
    )


def backfilled(image):
    """What the backfill does with an item of the export."""
    with contextlib.suppress(ClientError):
        boto3.resource("dynamodb", "us-east-1").Table(TABLE).put_item(
            Item=image, ConditionExpression="attribute_not_exists(TradeId)"
        )
