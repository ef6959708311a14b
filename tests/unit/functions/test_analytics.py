"""What the analytics function makes of single records: trades, and refusals with their reasons."""

import base64
import json
from decimal import Decimal

import boto3
import pytest

from tests.unit.functions.streams import BUCKET, NOW, analytics, clock, event, items, letters, queue, record, trade

__all__ = ["analytics", "clock", "queue"]  # fixtures


def metrics(capsys):
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return next(line for line in lines if "_aws" in line)


def test_a_trade_is_written_with_exact_numbers_and_what_else_it_carried(analytics, clock):
    content = b'{"tradeId":"T1","timestamp":1789999999000,"symbol":"ACME","price":0.1,"quantity":"3","sequence":2,"venue":{"mic":"XETR","lots":[1,2.50,null,true]}}'
    assert analytics.handler(event(content), clock) == {"batchItemFailures": []}
    assert items() == {
        ("T1", 1789999999000): {
            "TradeId": "T1",
            "Timestamp": Decimal(1789999999000),
            "Symbol": "ACME",
            "Price": Decimal("0.1"),
            "Quantity": Decimal(3),
            "Notional": Decimal("0.3"),
            "Sequence": Decimal(2),
            "Attributes": {"venue": {"mic": "XETR", "lots": [Decimal(1), Decimal("2.5"), None, True]}},
        }
    }


def test_a_trade_without_sequence_or_more_is_an_original_without_attributes(analytics, clock):
    analytics.handler(event(trade()), clock)
    (item,) = items().values()
    assert item["Sequence"] == 0
    assert "Attributes" not in item


ARRIVED = NOW - 200
REFUSED = [
    (b"\xff", "NotJson"),
    (b"", "NotJson"),
    (b'{"tradeId": ', "NotJson"),
    (b"\xef\xbb\xbf{}", "NotJson"),
    (b'{"price": NaN}', "NotJson"),
    (b'{"price": -Infinity}', "NotJson"),
    (b"[]", "NotAnObject"),
    (b"1", "NotAnObject"),
    (b'{"tradeId": "A", "tradeId": "B"}', "RepeatedName"),
    (b'{"venue": {"a": 1, "a": 1}}', "RepeatedName"),
    (b"[" * 100_000, "Unprocessable"),
    (b'{"venue": ' + b"9" * 39 + b"}", "NumberOutOfRange"),
    (b'{"venue": ' + b"9" * 5000 + b"}", "NumberOutOfRange"),
    (b'{"venue": 1E126}', "NumberOutOfRange"),
    (b'{"venue": 1E-131}', "NumberOutOfRange"),
    (b'{"venue": 0E-999}', "NumberOutOfRange"),
    (b'{"venue": 1E99999999999999999999}', "NumberOutOfRange"),
    (trade(price="1" + "0" * 20 + "1", quantity="1" + "0" * 20 + "1"), "NumberOutOfRange"),
    (trade(tradeId=...), "InvalidTradeId"),
    (trade(tradeId=""), "InvalidTradeId"),
    (trade(tradeId=7), "InvalidTradeId"),
    (trade(tradeId="é" * 1025), "InvalidTradeId"),
    (trade(tradeId="HEALTH#us-east-1"), "InvalidTradeId"),
    (trade(timestamp=...), "InvalidTimestamp"),
    (trade(timestamp=True), "InvalidTimestamp"),
    (trade(timestamp=0), "InvalidTimestamp"),
    (trade(timestamp=1.5), "InvalidTimestamp"),
    (trade(timestamp="1790000000000"), "InvalidTimestamp"),
    (trade(timestamp=ARRIVED + 300_001), "FutureTimestamp"),
    (trade(symbol=...), "InvalidSymbol"),
    (trade(symbol=""), "InvalidSymbol"),
    (trade(symbol=["ACME"]), "InvalidSymbol"),
    (trade(price=...), "InvalidPrice"),
    (trade(price=0), "InvalidPrice"),
    (trade(price=-0.5), "InvalidPrice"),
    (trade(price=True), "InvalidPrice"),
    (trade(price="NaN"), "InvalidPrice"),
    (trade(price="Infinity"), "InvalidPrice"),
    (trade(price=" 1"), "InvalidPrice"),
    (trade(price="1_0"), "InvalidPrice"),
    (trade(price="１"), "InvalidPrice"),
    (trade(quantity=0), "InvalidQuantity"),
    (trade(quantity="x"), "InvalidQuantity"),
    (trade(quantity=None), "InvalidQuantity"),
    (trade(sequence=-1), "InvalidSequence"),
    (trade(sequence=False), "InvalidSequence"),
    (trade(sequence="1"), "InvalidSequence"),
    (trade(sequence=1.0), "InvalidSequence"),
    (trade(note="\ud800"), "Unprocessable"),
    (trade(tradeId="\ud800"), "Unprocessable"),
    (trade(note="x" * 420_000), "ItemRefused"),
]


@pytest.mark.parametrize(("content", "reason"), REFUSED)
def test_what_is_no_trade_is_a_dead_letter_with_its_reason_and_no_failure(analytics, queue, clock, content, reason):
    answer = analytics.handler(event(trade("BEFORE"), content, trade("AFTER")), clock)
    assert answer == {"batchItemFailures": []}
    assert [(letter["reason"], letter["sequenceNumber"]) for letter in letters(queue)] == [(reason, "2")]
    assert {key for key, _ in items()} == {"BEFORE", "AFTER"}


ACCEPTED = [
    trade(tradeId="é" * 1024),
    trade(timestamp=ARRIVED + 300_000),
    trade(timestamp=1),
    trade(price="1E+2", quantity="1.0e-3"),
    trade(price="9" * 38, quantity=1),
    trade(price="1.0000000000000000000000000000000000000000", quantity=1),
    trade(price="1E-130", quantity=1),
    trade(price="9.9999999999999999999999999999999999999E+125", quantity=1),
    trade(sequence=10**37),
    trade(note=10**100),
    trade(note="", notes=[], more={}),
]


@pytest.mark.parametrize("content", ACCEPTED)
def test_what_dynamodb_can_hold_is_a_trade(analytics, queue, clock, content):
    analytics.handler(event(content), clock)
    assert letters(queue) == []
    (item,) = items().values()
    assert item["Price"] == Decimal(str(content["price"]))


def test_a_dead_letter_says_where_the_record_came_from_and_holds_it(analytics, queue, clock):
    analytics.handler({"Records": [record(41, b"\x00garbage", arrived=NOW - 5000)]}, clock)
    (letter,) = letters(queue)
    assert base64.b64decode(letter.pop("data")) == b"\x00garbage"
    assert letter.pop("detail")
    assert letter == {
        "reason": "NotJson",
        "eventId": "shardId-000000000007:41",
        "stream": "arn:aws:kinesis:us-east-1:123456789012:stream/market-data-verify",
        "region": "us-east-1",
        "shard": "shardId-000000000007",
        "sequenceNumber": "41",
        "partitionKey": "key-41",
        "arrivalTime": (NOW - 5000) / 1000,
    }


def test_a_record_too_large_for_a_message_is_an_object_that_the_message_names(analytics, queue, clock):
    garbage = bytes(range(256)) * 1000
    analytics.handler({"Records": [record(9, garbage)]}, clock)
    (letter,) = letters(queue)
    assert letter["object"] == f"s3://{BUCKET}/rejected/shardId-000000000007/9"
    assert "data" not in letter
    body = boto3.client("s3", "us-east-1").get_object(Bucket=BUCKET, Key="rejected/shardId-000000000007/9")["Body"]
    assert body.read() == garbage


def test_a_long_detail_is_cut(analytics, queue, clock):
    name = "n" * 5000
    analytics.handler(event(f'{{"{name}": 1, "{name}": 2}}'.encode()), clock)
    assert len(letters(queue)[0]["detail"]) == 500


def test_metrics_count_what_became_of_the_records(analytics, clock, capsys):
    day = 24 * 3_600_000
    records = [
        record(1, trade("NEW")),
        record(2, trade("NEW")),
        record(3, b"garbage"),
        record(4, trade("LATE", timestamp=ARRIVED - day - 1)),
        record(5, trade("ON TIME", timestamp=ARRIVED - day)),
        record(6, trade("WAITED"), arrived=NOW - 7000),
    ]
    analytics.handler({"Records": records}, clock)
    line = metrics(capsys)
    assert {name: line[name] for name in ("Accepted", "Duplicates", "Rejected", "Late", "Failed", "Lag")} == {
        "Accepted": 4,
        "Duplicates": 1,
        "Rejected": 1,
        "Late": 1,
        "Failed": 0,
        "Lag": 7000,
    }


def test_metrics_are_in_the_embedded_format(analytics, clock, capsys):
    analytics.handler(event(trade()), clock)
    line = metrics(capsys)
    (metadata,) = line["_aws"]["CloudWatchMetrics"]
    assert line["_aws"]["Timestamp"] == NOW
    assert line["Environment"] == "verify"
    assert metadata["Namespace"] == "Trading/Analytics"
    assert metadata["Dimensions"] == [["Environment"]]
    units = {metric["Name"]: metric["Unit"] for metric in metadata["Metrics"]}
    assert units == {
        **dict.fromkeys(("Accepted", "Duplicates", "Rejected", "Late", "Failed"), "Count"),
        "Lag": "Milliseconds",
    }


def test_the_log_holds_no_trades(analytics, clock, capsys):
    analytics.handler(event(trade("SECRET-ID", symbol="SECRET-SYMBOL"), trade("SECRET-ID", symbol=["SECRET"])), clock)
    assert "SECRET" not in capsys.readouterr().out
