"""What a record of a table's stream asks for; and why it cannot be applied."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from parts.items import in_bytes, is_probe, sequence_of, unfit

TOMBSTONE = 30 * 86_400  # s that a tombstone stays: longer than any backfill from an export before it
Json = dict[str, Any]


class Reason(StrEnum):
    """Why a change cannot be applied."""

    MISSING_IMAGE = "MissingImage"
    INVALID_KEY = "InvalidKey"
    INVALID_ITEM = "InvalidItem"
    ITEM_REFUSED = "ItemRefused"  # by DynamoDB
    UNPROCESSABLE = "Unprocessable"


class RefusedError(Exception):
    """A change that cannot be applied."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


@dataclass(frozen=True)
class Change:
    """An item to write, unless the table has a newer one."""

    item: Json
    sequence: int
    over_equal: bool  # also over one of the same Sequence


def change_of(record: Json) -> Change:
    """What a record of the stream asks for; RefusedError says why it cannot be done."""
    change = record["dynamodb"]
    check_key(change["Keys"])
    removed = record["eventName"] == "REMOVE"
    image = change.get("OldImage" if removed else "NewImage")
    if image is None:
        raise RefusedError(Reason.MISSING_IMAGE, "the stream's view type must be NEW_AND_OLD_IMAGES")
    if not removed:
        check_item(image)
        return Change(in_bytes({"M": image})["M"], whole_sequence_of(image), over_equal=record["eventName"] == "MODIFY")
    tombstone = {
        **change["Keys"],
        "Deleted": {"BOOL": True},
        "Sequence": {"N": str(whole_sequence_of(image))},
        "ExpiresAt": {"N": str(int(change["ApproximateCreationDateTime"]) + TOMBSTONE)},
    }
    return Change(tombstone, whole_sequence_of(image), over_equal=True)


def check_key(key: Json) -> None:
    """Refuses a key that no trade has."""
    trade = key.get("TradeId", {}).get("S", "")
    if not trade or is_probe(trade):
        raise RefusedError(Reason.INVALID_KEY, "TradeId is not a text, or is one of the health probe's")
    if not is_whole(key.get("Timestamp", {}), 1):
        raise RefusedError(Reason.INVALID_KEY, "Timestamp is not a positive integer")


def check_item(image: Json) -> None:
    """Refuses an item that is no trade."""
    if not image.get("Symbol", {}).get("S"):
        raise RefusedError(Reason.INVALID_ITEM, "Symbol is not a text")
    for name in ("Price", "Quantity"):
        if Decimal(image.get(name, {}).get("N", "0")) <= 0:
            raise RefusedError(Reason.INVALID_ITEM, f"{name} is not a number above zero")
    if strange := unfit(image):
        raise RefusedError(Reason.INVALID_ITEM, strange)


def whole_sequence_of(image: Json) -> int:
    """The Sequence of an item; one without is an original."""
    if "Sequence" in image and not is_whole(image["Sequence"], 0):
        raise RefusedError(Reason.INVALID_ITEM, "Sequence is not an integer from 0")
    return int(sequence_of(image))


def is_whole(value: Json, least: int) -> bool:
    """Whether a value of DynamoDB is an integer from ``least``."""
    number = Decimal(value.get("N", "NaN"))
    return number.is_finite() and number >= least and number == number.to_integral_value()
