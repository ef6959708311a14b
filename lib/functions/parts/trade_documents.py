"""The JSON of a trade, its numbers as exact as DynamoDB holds them; and why a record is no trade."""

import json
from collections import Counter
from collections.abc import Callable
from decimal import Clamped, Context, Decimal, DecimalException, Inexact, Subnormal
from enum import StrEnum
from typing import Any

from parts.stream_records import Json

# What DynamoDB takes for a number: 38 digits, and 1E-130 to 9.99...E+125 either side of zero.
NUMBERS = Context(prec=38, Emin=-130, Emax=125, traps=[Clamped, Inexact, Subnormal])


class Reason(StrEnum):
    """Why a record is no trade that the table can take."""

    NOT_JSON = "NotJson"
    NOT_AN_OBJECT = "NotAnObject"
    REPEATED_NAME = "RepeatedName"
    NUMBER_OUT_OF_RANGE = "NumberOutOfRange"
    INVALID_TRADE_ID = "InvalidTradeId"
    INVALID_TIMESTAMP = "InvalidTimestamp"
    FUTURE_TIMESTAMP = "FutureTimestamp"
    INVALID_SYMBOL = "InvalidSymbol"
    INVALID_PRICE = "InvalidPrice"
    INVALID_QUANTITY = "InvalidQuantity"
    INVALID_SEQUENCE = "InvalidSequence"
    CONFLICT = "Conflict"  # another content under the same key and sequence came first
    ITEM_REFUSED = "ItemRefused"  # by DynamoDB: too large, too deep
    UNPROCESSABLE = "Unprocessable"


class RefusedError(Exception):
    """A record that is no trade."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def document_of(data: bytes) -> Json:
    """The JSON object, its numbers exact."""
    try:
        document = json.loads(
            data.decode(),
            parse_float=number,
            parse_int=lambda digits: int(number(digits)),
            parse_constant=not_json,
            object_pairs_hook=unique,
        )
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise RefusedError(Reason.NOT_JSON, str(error)) from error
    if not isinstance(document, dict):
        raise RefusedError(Reason.NOT_AN_OBJECT, f"the record is a JSON {type(document).__name__}")
    return document


def not_json(constant: str) -> None:
    """Refuses NaN and Infinity, which Python would read."""
    raise RefusedError(Reason.NOT_JSON, f"{constant} is no number in JSON")


def unique(pairs: list[tuple[str, Any]]) -> Json:
    """The object of these members; a name given twice leaves open which value is meant."""
    repeated = [name for name, times in Counter(name for name, _ in pairs).items() if times > 1]
    if repeated:
        raise RefusedError(Reason.REPEATED_NAME, f"{repeated[0]!r} is given more than once")
    return dict(pairs)


def number(digits: str) -> Decimal:
    """The number, exactly."""
    return exactly(NUMBERS.create_decimal, digits)


def exactly(operation: Callable[..., Decimal], *values: str | Decimal) -> Decimal:
    """What an operation gives; refused if DynamoDB could hold only something near it."""
    try:
        return operation(*values)
    except DecimalException as error:
        raise RefusedError(Reason.NUMBER_OUT_OF_RANGE, "over 38 digits, or too large or too small") from error


def attribute(value: Any) -> Json:
    """The value as DynamoDB writes it."""
    match value:
        case None:
            return {"NULL": True}
        case bool():
            return {"BOOL": value}
        case str():
            return {"S": value}
        case list():
            return {"L": [attribute(element) for element in value]}
        case dict():
            return {"M": {name: attribute(element) for name, element in value.items()}}
        case _:
            return {"N": str(NUMBERS.create_decimal(value))}  # 10**100 in 38 digits
