"""Applies what changes in the historical table to the analytics table, while an export of the former is backfilled.

The backfill writes only where nothing is. So what this writes stays, and what was removed leaves a tombstone, without
which an item of the older export would come back. A tombstone says of which Sequence the removed item was: only a
newer one replaces it, but for an item that the historical table itself holds anew.

Changes of one item come in order, and are applied in order, one by one. A batch sent again ends in the same table.
"""

import json
import os
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from parts.clients import busy, code
from parts.items import in_bytes, is_probe, sequence_of, unfit
from parts.stream_clients import CALL, here
from parts.waiting import wait

TOMBSTONE = 30 * 86_400  # s that a tombstone stays: longer than any backfill from an export before it
BODY_BYTES = 250_000  # of a message: under 256 KiB
REFUSED_BY_DYNAMODB = {"SerializationException", "ValidationException"}

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


def handler(event: Json, context: Any) -> Json:
    """Lambda's entry: the sequence number of the first change that was neither applied nor kept, if any."""
    for record in event["Records"]:
        if not has_time(context) or not apply(record, context):
            return {"batchItemFailures": [{"itemIdentifier": record["dynamodb"]["SequenceNumber"]}]}
    return {"batchItemFailures": []}


def apply(record: Json, context: Any) -> bool:
    """Whether a change was applied, was outdated, or was kept as a dead letter."""
    try:
        change = change_of(record)
    except RefusedError as error:
        return dead_letter(record, error.reason, str(error))
    except Exception as error:  # noqa: BLE001 - one record, whatever it holds, must not stop the others
        return dead_letter(record, Reason.UNPROCESSABLE, f"{type(error).__name__}: {error}")
    return write(record, change, context)


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


def write(record: Json, change: Change, context: Any) -> bool:
    """Whether the change, or a newer one, is in the table, or the record is a dead letter; not, if the time is up."""
    attempt = 0
    while has_time(context):
        try:
            put_unless_newer(change)
        except ClientError as error:
            if code(error) in REFUSED_BY_DYNAMODB:
                return dead_letter(record, Reason.ITEM_REFUSED, str(error))
            if code(error) == "ConditionalCheckFailedException":
                return True
            if not busy(error):
                raise
        else:
            return True
        wait(attempt, 0.05, 2)
        attempt += 1
    return False


def put_unless_newer(change: Change) -> None:
    """Writes over nothing, a tombstone, or what is not newer; an item without Sequence is an original."""
    older = "Sequence" if change.sequence or change.over_equal else "TradeId"
    compared = "<=" if change.over_equal else "<"
    here("dynamodb").put_item(
        TableName=os.environ["TABLE_NAME"],
        Item=change.item,
        ConditionExpression=f"attribute_not_exists(#Older) OR #Sequence {compared} :sequence OR #Deleted = :true",
        ExpressionAttributeNames={"#Older": older, "#Sequence": "Sequence", "#Deleted": "Deleted"},
        ExpressionAttributeValues={":sequence": {"N": str(change.sequence)}, ":true": {"BOOL": True}},
    )


def dead_letter(record: Json, reason: Reason, detail: str) -> bool:
    """Whether the queue took the record, or its keys if it is too large: the table of the stream has the rest."""
    letter = {
        "reason": reason,
        "detail": detail[:500],
        "eventId": record["eventID"],
        "eventName": record["eventName"],
        "stream": record["eventSourceARN"],
        "region": record["awsRegion"],
        "sequenceNumber": record["dynamodb"]["SequenceNumber"],
        "keys": record["dynamodb"]["Keys"],
    }
    body = json.dumps({**letter, "change": record["dynamodb"]})
    try:
        here("sqs").send_message(
            QueueUrl=os.environ["DEAD_LETTER_QUEUE_URL"],
            MessageBody=body if len(body) <= BODY_BYTES else json.dumps(letter),
        )
    except (BotoCoreError, ClientError) as error:
        print(json.dumps({"event": "dead letter not sent", "error": str(error)}))  # noqa: T201 - to the log
        return False
    return True


def has_time(context: Any) -> bool:
    """Whether a change may still be written, and a dead letter after that."""
    return bool(context.get_remaining_time_in_millis() > 2 * CALL)
