"""Which version of a trade the analytics function keeps, and which it takes for a duplicate or a conflict."""

from decimal import Decimal

import pytest

from tests.unit.functions.analytics_table import DONE, KEY, between, counts, put, stored
from tests.unit.functions.streams import NOW, analytics, clock, event, items, letters, queue, trade

__all__ = ["analytics", "clock", "queue"]  # fixtures


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


def test_a_trade_copied_without_its_sequence_is_a_duplicate_of_the_original(analytics, queue, clock):
    put(Symbol="ACME", Price=Decimal("12.5"), Quantity=4, Notional=50)
    assert analytics.handler(event(trade()), clock) == DONE
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
