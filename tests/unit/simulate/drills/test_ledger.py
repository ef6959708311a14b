"""Conservation: whatever becomes of a trade is told, and what nothing explains speaks against the platform."""

import base64
import json

import pytest

from tapstack.simulate.drills.ledger import account, messages, reasons
from tests.unit.simulate.drills.conftest import SOURCE, TARGET


@pytest.fixture
def accounted(life, platform, trades):
    def of(**more):
        return account(life, platform, trades, **more)

    return of


def data(document):
    """A record's data, as Kinesis has it."""
    return base64.b64encode(json.dumps(document).encode()).decode()


def test_trades_that_are_in_both_tables_balance(trades, store, accounted):
    for name in trades:
        store(name)
    kept = accounted()
    assert (kept.produced, kept.taken, kept.everywhere, kept.stored) == (3, 3, 3, {TARGET: 3, SOURCE: 3})
    assert kept.is_balanced


def test_a_trade_that_vanishes_from_one_table_is_told(life, platform, trades, store, accounted):
    for name in trades:
        store(name)
    life.client("dynamodb", TARGET).delete_item(TableName=platform.table, Key={"TradeId": {"S": "T000003"}})
    assert (accounted().unexplained, accounted().is_balanced) == (("T000003",), False)


@pytest.mark.parametrize("region", [SOURCE, TARGET])
def test_a_trade_that_one_table_lacks_is_unexplained(trades, store, accounted, region):
    store("T000001")
    store("T000002", region)
    store("T000003")
    kept = accounted()
    assert (kept.unexplained, kept.everywhere, kept.is_balanced) == (("T000002",), 2, False)


def test_a_trade_that_appears_from_nowhere_is_unknown(trades, store, accounted):
    for name in (*trades, "T999999"):
        store(name)
    kept = accounted()
    assert (kept.unknown, kept.stored, kept.is_balanced) == (("T999999",), {TARGET: 3, SOURCE: 3}, False)


def test_one_that_appears_in_one_table_only_is_unknown_too(trades, store, accounted):
    for name in trades:
        store(name)
    store("T999999", TARGET)
    assert accounted().unknown == ("T999999",)


def test_what_was_there_before_and_what_probes_write_is_nobodys_trade(trades, store, accounted):
    for name in (*trades, "H00001", f"HEALTH#{SOURCE}"):
        store(name)
    assert accounted().is_balanced


def test_a_dead_letter_explains_a_trade_by_its_reason(trades, store, letter, accounted):
    store("T000001")
    store("T000003")
    letter({"reason": "InvalidPrice", "data": data({"tradeId": "T000002"})})
    kept = accounted()
    assert (kept.dead, kept.unexplained) == ({"T000002": "InvalidPrice"}, ())
    assert kept.is_balanced


def test_a_letter_about_a_trade_that_is_stored_after_all_explains_nothing(trades, store, letter, accounted):
    for name in trades:
        store(name)
    letter({"reason": "Unprocessable", "data": data({"tradeId": "T000002"})})
    assert (accounted().dead, accounted().is_balanced) == ({}, True)


def test_a_batch_that_lambda_gave_up_explains_the_trades_in_it(life, platform, trades, store, letter, accounted):
    store("T000003")
    client, told = life.client("kinesis", SOURCE), []
    for name in ("T000001", "T000002"):
        record = json.dumps({"tradeId": name}).encode()
        told.append(client.put_record(StreamName=platform.streams[SOURCE], Data=record, PartitionKey="x"))
    batch = {
        "shardId": told[0]["ShardId"],
        "startSequenceNumber": told[0]["SequenceNumber"],
        "endSequenceNumber": told[1]["SequenceNumber"],
        "streamArn": client.describe_stream_summary(StreamName="market")["StreamDescriptionSummary"]["StreamARN"],
    }
    letter({"requestContext": {"condition": "RetryAttemptsExhausted"}, "KinesisBatchInfo": batch})
    kept = accounted()
    assert kept.dead == dict.fromkeys(("T000001", "T000002"), "RetryAttemptsExhausted")
    assert kept.is_balanced


def test_a_trade_that_no_stream_has_taken_is_not_missed(trades, store, accounted):
    trades["T000003"].regions.clear()
    store("T000001")
    store("T000002")
    kept = accounted(unsent=1)
    assert (kept.produced, kept.taken, kept.unsent) == (3, 2, 1)
    assert kept.is_balanced


def test_a_lost_region_alone_explains_nothing(life, trades, store, accounted):
    store("T000001", TARGET)
    life.outages.lose(SOURCE)
    kept = accounted(lost_at=20.0)
    assert (kept.stored, kept.everywhere) == ({TARGET: 1}, 1)
    assert (kept.lost, kept.unexplained) == ({}, ("T000002", "T000003"))


def test_letters_stay_in_the_queue(life, platform, letter):
    for number in range(23):
        letter({"reason": str(number)})
    assert sorted(messages(life, SOURCE, platform.queues[SOURCE])) == sorted(
        json.dumps({"reason": str(number)}) for number in range(23)
    )


def test_reasons_are_counted_in_their_order():
    assert list(reasons({"a": "Z", "b": "A", "c": "Z"}).items()) == [("A", 1), ("Z", 2)]
