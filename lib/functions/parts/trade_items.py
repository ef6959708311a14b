"""What the table holds of a trade."""

from decimal import Decimal

from parts.stream_records import Json
from parts.trades import Key


def same(one: Json, other: Json) -> bool:
    """Whether two values of DynamoDB are equal, numbers by value: it gives back 1.50 as 1.5."""
    (kind, value), (other_kind, other_value) = *one.items(), *other.items()
    if kind != other_kind:
        return False
    if kind == "N":
        return Decimal(value) == Decimal(other_value)
    if kind == "M":
        return value.keys() == other_value.keys() and all(same(value[name], other_value[name]) for name in value)
    if kind == "L":
        return len(value) == len(other_value) and all(map(same, value, other_value))
    return bool(value == other_value)


def stored_sequence(item: Json) -> int:
    """The sequence of an item; what was copied from a table without any is an original."""
    return int(Decimal(item.get("Sequence", {"N": "0"})["N"]))


def key_of(item: Json) -> Key:
    """The key in an item."""
    return item["TradeId"]["S"], int(Decimal(item["Timestamp"]["N"]))
