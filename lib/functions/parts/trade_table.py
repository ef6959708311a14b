"""Trades to the table, each once; a correction over what it corrects."""

import itertools
from collections.abc import Iterator

from botocore.exceptions import ClientError

from parts.clients import busy, code
from parts.items import Key, key_of, same, sequence_of
from parts.stream_clients import CALL, here
from parts.stream_records import Json
from parts.trade_batch import REST, Batch
from parts.trade_documents import Reason
from parts.trades import Trade
from parts.waiting import wait

REFUSED_BY_DYNAMODB = {"SerializationException", "ValidationException"}


def write(batch: Batch) -> None:
    """Rounds of reading and writing until nothing is pending, or the time is up.

    Each round reads again what it writes, so that what others wrote while this waited is seen.
    """
    for attempt in itertools.count():
        for keys in batch.while_time(REST + CALL, chunks(list(batch.pending), 100)):
            settle(batch, keys)
        if not batch.pending or not batch.has(REST + CALL):
            return
        wait(attempt, 0.05, 2)


def settle(batch: Batch, keys: list[Key]) -> None:
    """One round for up to 100 keys: what the table has already is done, the rest is written."""
    found, unread = read(batch, keys)
    for key, item in found.items():
        if batch.pending[key][-1].sequence <= sequence_of(item):
            compare(batch, batch.pending.pop(key), item)
    left = [key for key in keys if key in batch.pending and key not in unread]
    originals = [key for key in left if batch.pending[key][-1].sequence == 0]
    for some in batch.while_time(REST + CALL, chunks(originals, 25)):
        write_originals(batch, some)
    for key in batch.while_time(REST + CALL, [key for key in left if key not in originals]):
        put(batch, key)


def read(batch: Batch, keys: list[Key]) -> tuple[dict[Key, Json], set[Key]]:
    """What the table holds under these keys, and the keys it would not look up now."""
    names = [{"TradeId": {"S": trade}, "Timestamp": {"N": str(timestamp)}} for trade, timestamp in keys]
    try:
        answer = here("dynamodb").batch_get_item(RequestItems={batch.table: {"Keys": names, "ConsistentRead": True}})
    except ClientError as error:
        if not busy(error):
            raise
        return {}, set(keys)
    unread = answer["UnprocessedKeys"].get(batch.table, {"Keys": []})["Keys"]
    return {key_of(item): item for item in answer["Responses"].get(batch.table, [])}, {key_of(key) for key in unread}


def write_originals(batch: Batch, keys: list[Key]) -> None:
    """Writes up to 25 trades of which the table has nothing; of what it would not take now nothing is said."""
    requests = [{"PutRequest": {"Item": batch.pending[key][-1].item}} for key in keys]
    try:
        answer = here("dynamodb").batch_write_item(RequestItems={batch.table: requests})
    except ClientError as error:
        if code(error) in REFUSED_BY_DYNAMODB:  # one item is enough; which one shows when each comes by itself
            for key in batch.while_time(REST + CALL, keys):
                put(batch, key)
        elif not busy(error):
            raise
        return
    left = {key_of(request["PutRequest"]["Item"]) for request in answer["UnprocessedItems"].get(batch.table, [])}
    for key in keys:
        if key not in left:
            accept(batch, key)


def put(batch: Batch, key: Key) -> None:
    """Writes the newest version that DynamoDB takes, unless the table has one as new: the next round sees to that."""
    versions = batch.pending[key]
    while versions:
        trade = versions[-1]
        try:
            put_if_newer(batch.table, trade)
        except ClientError as error:
            # Another came first, or the table has no room just now: the next round reads again and sees.
            if busy(error) or code(error) == "ConditionalCheckFailedException":
                return
            if code(error) not in REFUSED_BY_DYNAMODB:
                raise
            batch.refused.append((versions.pop().record, Reason.ITEM_REFUSED, str(error)))
        else:
            accept(batch, key)
            return
    del batch.pending[key]


def put_if_newer(table: str, trade: Trade) -> None:
    """Writes a trade unless its key holds a version as new; an item without Sequence counts as an original."""
    here("dynamodb").put_item(
        TableName=table,
        Item=trade.item,
        ConditionExpression="attribute_not_exists(#Older) OR #Sequence < :sequence",
        ExpressionAttributeNames={"#Older": "Sequence" if trade.sequence else "TradeId", "#Sequence": "Sequence"},
        ExpressionAttributeValues={":sequence": trade.item["Sequence"]},
    )


def accept(batch: Batch, key: Key) -> None:
    """Counts a key as written; its other versions stand against what was written."""
    *others, newest = batch.pending.pop(key)
    batch.counts.update(Accepted=1, Late=int(newest.late))
    compare(batch, others, newest.item)


def compare(batch: Batch, trades: list[Trade], item: Json) -> None:
    """Trades not newer than what the table has are duplicates; or conflicts, if of the same sequence but unlike."""
    for trade in trades:
        equal = sequence_of(item) == trade.sequence and "Deleted" not in item
        if equal and not same(trade.item, item):
            detail = "another content of this key and sequence came before"
            batch.refused.append((trade.record, Reason.CONFLICT, detail))
        else:
            batch.counts["Duplicates"] += 1


def chunks(keys: list[Key], size: int) -> Iterator[list[Key]]:
    """The keys in lists of at most ``size``."""
    return (keys[start : start + size] for start in range(0, len(keys), size))
