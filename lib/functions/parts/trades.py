"""From a record of the market-data stream to a trade."""

import base64
import json
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from parts.items import Key, is_probe
from parts.stream_records import Json, arrival
from parts.trade_documents import NUMBERS, Reason, RefusedError, attribute, document_of, exactly, number

NUMERIC = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
KEY_BYTES = 2048  # of a partition key in DynamoDB
EARLY, LATE = 5 * 60_000, 24 * 3_600_000  # ms that an event may be ahead of, or behind, its arrival


@dataclass(frozen=True)
class Trade:
    """One version of a trade, and the record that brought it."""

    record: Json
    key: Key
    sequence: int
    item: Json
    late: bool


def trade_of(record: Json) -> Trade:
    """The trade in a record of the stream; RefusedError says why there is none."""
    document = document_of(base64.b64decode(record["kinesis"]["data"]))
    trade = trade_id(document.pop("tradeId", None))
    timestamp = event_time(document.pop("timestamp", None), arrival(record))
    symbol = text(document.pop("symbol", None), Reason.INVALID_SYMBOL)
    price = positive(document.pop("price", None), Reason.INVALID_PRICE)
    quantity = positive(document.pop("quantity", None), Reason.INVALID_QUANTITY)
    sequence = document.pop("sequence", 0)
    if type(sequence) is not int or sequence < 0:
        raise RefusedError(Reason.INVALID_SEQUENCE, "not an integer from 0")
    notional = exactly(NUMBERS.multiply, price, quantity)
    fields = {"TradeId": trade, "Timestamp": timestamp, "Symbol": symbol, "Price": price, "Quantity": quantity}
    fields |= {"Notional": notional, "Sequence": sequence} | ({"Attributes": document} if document else {})
    item: Json = attribute(fields)["M"]
    json.dumps(item, ensure_ascii=False).encode()  # raises on half a surrogate pair, which is no UTF-8
    return Trade(record, (trade, timestamp), sequence, item, timestamp < arrival(record) - LATE)


def positive(value: Any, reason: Reason) -> Decimal:
    """A number above zero, given as such or as text."""
    if isinstance(value, str) and NUMERIC.fullmatch(value):
        value = number(value)
    if type(value) not in (int, Decimal) or value <= 0:
        raise RefusedError(reason, "not a number above zero")
    return Decimal(value)


def text(value: Any, reason: Reason) -> str:
    """Text of at least one character."""
    if not isinstance(value, str) or not value:
        raise RefusedError(reason, "not a text, or empty")
    return value


def trade_id(value: Any) -> str:
    """An id that the table takes as key, and that is not one of the health probe's."""
    trade = text(value, Reason.INVALID_TRADE_ID)
    if len(trade.encode()) > KEY_BYTES or is_probe(trade):
        raise RefusedError(Reason.INVALID_TRADE_ID, f"over {KEY_BYTES} bytes, or begins with HEALTH#")
    return trade


def event_time(value: Any, arrived: int) -> int:
    """Epoch milliseconds, at most five minutes after the record arrived."""
    if type(value) is not int or value <= 0:
        raise RefusedError(Reason.INVALID_TIMESTAMP, "timestamp is not a positive integer (epoch milliseconds)")
    if value > arrived + EARLY:
        raise RefusedError(Reason.FUTURE_TIMESTAMP, f"{value - arrived} ms after the record arrived")
    return value
