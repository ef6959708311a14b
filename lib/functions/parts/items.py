"""Trades as the tables hold them: items, in DynamoDB's own way to write values."""

import base64
from decimal import Decimal
from typing import Any

Item = dict[str, Any]
Key = tuple[str, Decimal | int]
NOT_OF_A_TRADE = ("Deleted", "ExpiresAt")
ORIGINAL: Item = {"Sequence": {"N": "0"}}


def key_of(item: Item) -> Key:
    """The key in an item, whatever way its number is written."""
    return item["TradeId"]["S"], Decimal(item["Timestamp"]["N"])


def is_probe(trade_id: str) -> bool:
    """Whether a key is one of the health probe's."""
    return trade_id.startswith("HEALTH#")


def sequence_of(item: Item) -> Decimal:
    """How often a trade was corrected; what was copied from a table without any Sequence is an original."""
    return Decimal((ORIGINAL | item)["Sequence"]["N"])


def unfit(item: Item) -> str:
    """Why an item must not be written as a trade; empty if it may be."""
    for name in NOT_OF_A_TRADE:
        if name in item:
            return f"{name} would make the trade a tombstone, or have it expire."
    return "The key is one of the health probe's." if is_probe(item["TradeId"]["S"]) else ""


def in_bytes(value: Item) -> Item:
    """A value with its binaries as boto3 takes them: in an event of Lambda and in an export they are base64."""
    ((kind, content),) = value.items()
    match kind:
        case "B":
            return {"B": base64.b64decode(content)}
        case "BS":
            return {"BS": [base64.b64decode(element) for element in content]}
        case "L":
            return {"L": [in_bytes(element) for element in content]}
        case "M":
            return {"M": {name: in_bytes(element) for name, element in content.items()}}
        case _:
            return value


def same(one: Item | None, other: Item | None) -> bool:
    """Whether two items are equal, whatever the order of sets and the way numbers are written."""
    if one is None or other is None:
        return one is other
    return canonical({"M": ORIGINAL | one}) == canonical({"M": ORIGINAL | other})


def canonical(value: Item) -> tuple[str, Any]:
    """A value in a form that compares; binary, as bytes or as an export has it, as text in base64."""
    ((kind, content),) = value.items()
    match kind:
        case "M":
            content = {name: canonical(found) for name, found in content.items()}
        case "L":
            content = [canonical(found) for found in content]
        case "N":
            content = Decimal(content)
        case "NS":
            content = set(map(Decimal, content))
        case "B":
            content = in_base64(content)
        case "BS":
            content = set(map(in_base64, content))
        case "SS":
            content = set(content)
    return kind, content


def in_base64(binary: bytes | str) -> str:
    """Binary in base64, which it is already in an export."""
    return binary if isinstance(binary, str) else base64.b64encode(binary).decode()
