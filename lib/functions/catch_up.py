"""Applies what changes in the historical table to the analytics table, while an export of the former is backfilled.

The backfill writes only where nothing is. So what this writes stays, and what was removed leaves a tombstone, without
which an item of the older export would come back. A tombstone says of which Sequence the removed item was: only a
newer one replaces it, but for an item that the historical table itself holds anew.

Changes of one item come in order, and are applied in order, one by one. A batch sent again ends in the same table.
"""

import os
from typing import Any

from botocore.exceptions import ClientError

from parts.change_letters import dead_letter
from parts.changes import Change, Json, Reason, RefusedError, change_of
from parts.clients import busy, code
from parts.stream_clients import CALL, here
from parts.waiting import wait

REFUSED_BY_DYNAMODB = {"SerializationException", "ValidationException"}


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


def has_time(context: Any) -> bool:
    """Whether a change may still be written, and a dead letter after that."""
    return bool(context.get_remaining_time_in_millis() > 2 * CALL)
