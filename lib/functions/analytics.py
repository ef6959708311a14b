"""Writes the trades of the market-data stream to the analytics table, each once.

A record that is no trade goes to the dead-letter queue, with the reason and itself. What could be neither written nor
kept in time is reported to Lambda, which sends the batch again from there. Nothing is decided by the time of
processing, so that a batch sent again is judged as before: what is in the table already is a duplicate then.

Records of one trade are expected under one partition key: the table is read before it is written, and two workers
may not do that for one key at once. A correction is written on a condition, and is safe from that, too.
"""

import base64
import functools
import itertools
import json
import os
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Clamped, Context, Decimal, DecimalException, Inexact, Subnormal
from enum import StrEnum
from typing import Any, TypeVar

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

# What DynamoDB takes for a number: 38 digits, and 1E-130 to 9.99...E+125 either side of zero.
NUMBERS = Context(prec=38, Emin=-130, Emax=125, traps=[Clamped, Inexact, Subnormal])
NUMERIC = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
KEY_BYTES = 2048  # of a partition key in DynamoDB
BODY_BYTES = 250_000  # of one request to SQS: under 256 KiB with what surrounds the messages
EARLY, LATE = 5 * 60_000, 24 * 3_600_000  # ms that an event may be ahead of, or behind, its arrival
CALL, REST = 12_000, 20_000  # ms: of the slowest call with its second attempt; what is left for dead letters
# Others came first, or the table has no room just now: the next round reads again and sees.
LATER = {
    "ConditionalCheckFailedException",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "ThrottlingException",
}
REFUSED_BY_DYNAMODB = {"SerializationException", "ValidationException"}

Json = dict[str, Any]
Key = tuple[str, int]
T = TypeVar("T")


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


Refusal = tuple[Json, Reason, str]  # the record, why, and more of why


class RefusedError(Exception):
    """A record that is no trade."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


@dataclass(frozen=True)
class Trade:
    """One version of a trade, and the record that brought it."""

    record: Json
    key: Key
    sequence: int
    item: Json
    late: bool


@dataclass
class Batch:
    """One invocation: where to, and what became of the records so far."""

    table: str
    queue: str
    bucket: str
    context: Any
    counts: Counter[str] = field(default_factory=Counter)
    pending: dict[Key, list[Trade]] = field(default_factory=dict)  # versions, the newest last, of equal ones the first
    refused: list[Refusal] = field(default_factory=list)

    def has(self, milliseconds: int) -> bool:
        """Whether so much of the invocation's time is left."""
        return bool(self.context.get_remaining_time_in_millis() > milliseconds)

    def while_time(self, milliseconds: int, things: Iterable[T]) -> Iterator[T]:
        """The things, one by one, while so much time is left."""
        return itertools.takewhile(lambda _: self.has(milliseconds), things)


def handler(event: Json, context: Any) -> Json:
    """Lambda's entry: the sequence number from which the batch must come again, if any."""
    batch = Batch(os.environ["TABLE_NAME"], os.environ["DEAD_LETTER_QUEUE_URL"], os.environ["REJECTED_BUCKET"], context)
    for record in event["Records"]:
        take(batch, record)
    write(batch)
    failed = {sequence_number(trade.record) for versions in batch.pending.values() for trade in versions}
    # What lies behind the first failure comes again, and its dead letters are written then.
    first = min(failed, default=None)
    batch.refused.sort(key=lambda refusal: sequence_number(refusal[0]))
    failed |= dead_letters(batch, [r for r in batch.refused if first is None or sequence_number(r[0]) < first])
    report(batch, event["Records"], len(failed))
    return {"batchItemFailures": [{"itemIdentifier": str(min(failed))}] if failed else []}


# Records to trades


def take(batch: Batch, record: Json) -> None:
    """Puts the trade of a record among its versions, or the record among the refused."""
    try:
        trade = trade_of(record)
    except RefusedError as error:
        batch.refused.append((record, error.reason, str(error)))
    except Exception as error:  # noqa: BLE001 - one record, whatever it holds, must not stop the others
        batch.refused.append((record, Reason.UNPROCESSABLE, f"{type(error).__name__}: {error}"))
    else:
        versions = batch.pending.setdefault(trade.key, [])
        versions.append(trade)
        versions.sort(key=lambda version: (version.sequence, -sequence_number(version.record)))


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
    if len(trade.encode()) > KEY_BYTES or trade.startswith("HEALTH#"):
        raise RefusedError(Reason.INVALID_TRADE_ID, f"over {KEY_BYTES} bytes, or begins with HEALTH#")
    return trade


def event_time(value: Any, arrived: int) -> int:
    """Epoch milliseconds, at most five minutes after the record arrived."""
    if type(value) is not int or value <= 0:
        raise RefusedError(Reason.INVALID_TIMESTAMP, "timestamp is not a positive integer (epoch milliseconds)")
    if value > arrived + EARLY:
        raise RefusedError(Reason.FUTURE_TIMESTAMP, f"{value - arrived} ms after the record arrived")
    return value


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


# Trades to the table


def write(batch: Batch) -> None:
    """Rounds of reading and writing until nothing is pending, or the time is up.

    Each round reads again what it writes, so that what others wrote while this waited is seen.
    """
    for attempt in itertools.count():
        for keys in batch.while_time(REST + CALL, chunks(list(batch.pending), 100)):
            settle(batch, keys)
        if not batch.pending or not batch.has(REST + CALL):
            return
        wait(attempt)


def settle(batch: Batch, keys: list[Key]) -> None:
    """One round for up to 100 keys: what the table has already is done, the rest is written."""
    found, unread = read(batch, keys)
    for key, item in found.items():
        if batch.pending[key][-1].sequence <= stored_sequence(item):
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
        answer = client("dynamodb").batch_get_item(RequestItems={batch.table: {"Keys": names, "ConsistentRead": True}})
    except ClientError as error:
        if code(error) not in LATER:
            raise
        return {}, set(keys)
    unread = answer["UnprocessedKeys"].get(batch.table, {"Keys": []})["Keys"]
    return {key_of(item): item for item in answer["Responses"].get(batch.table, [])}, {key_of(key) for key in unread}


def write_originals(batch: Batch, keys: list[Key]) -> None:
    """Writes up to 25 trades of which the table has nothing; of what it would not take now nothing is said."""
    requests = [{"PutRequest": {"Item": batch.pending[key][-1].item}} for key in keys]
    try:
        answer = client("dynamodb").batch_write_item(RequestItems={batch.table: requests})
    except ClientError as error:
        if code(error) in REFUSED_BY_DYNAMODB:  # one item is enough; which one shows when each comes by itself
            for key in batch.while_time(REST + CALL, keys):
                put(batch, key)
        elif code(error) not in LATER:
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
            if code(error) in LATER:
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
    client("dynamodb").put_item(
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
        equal = stored_sequence(item) == trade.sequence and "Deleted" not in item
        if equal and not same({"M": trade.item}, {"M": {"Sequence": {"N": "0"}, **item}}):
            detail = "another content of this key and sequence came before"
            batch.refused.append((trade.record, Reason.CONFLICT, detail))
        else:
            batch.counts["Duplicates"] += 1


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


# Refused records to the dead-letter queue


def dead_letters(batch: Batch, refusals: list[Refusal]) -> set[int]:
    """Keeps refused records in their order, until one cannot be kept: the sequence numbers from there on."""
    kept = 0
    left: set[int] = set()
    for group in groups(batch, refusals):
        left = send(batch, group)
        kept += len(group)
        if left:
            break
    batch.counts["Rejected"] = kept - len(left)
    return left | {sequence_number(record) for record, _, _ in refusals[kept:]}


def groups(batch: Batch, refusals: list[Refusal]) -> Iterator[dict[int, str]]:
    """Dead letters by sequence number, as many at once as a request takes; they end before one that is not kept."""
    group: dict[int, str] = {}
    for refusal in refusals:
        body = message(batch, *refusal)
        if body is None:
            break
        if len(group) == 10 or sum(map(len, group.values())) + len(body) > BODY_BYTES:
            yield group
            group = {}
        group[sequence_number(refusal[0])] = body
    if group:
        yield group


def message(batch: Batch, record: Json, reason: Reason, detail: str) -> str | None:
    """The dead letter of a record; None if it is too large for the queue, and the bucket did not take it."""
    shard, _, sequence = record["eventID"].partition(":")
    letter = {
        "reason": reason,
        "detail": detail[:500],
        "eventId": record["eventID"],
        "stream": record["eventSourceARN"],
        "region": record["awsRegion"],
        "shard": shard,
        "sequenceNumber": sequence,
        "partitionKey": record["kinesis"]["partitionKey"],
        "arrivalTime": record["kinesis"]["approximateArrivalTimestamp"],
    }
    body = json.dumps({**letter, "data": record["kinesis"]["data"]})
    if len(body) <= BODY_BYTES:
        return body
    key = f"rejected/{shard}/{sequence}"
    if not keep(batch, key, base64.b64decode(record["kinesis"]["data"])):
        return None
    return json.dumps({**letter, "object": f"s3://{batch.bucket}/{key}"})


def keep(batch: Batch, key: str, data: bytes) -> bool:
    """Whether the bucket took the object; under its key, again and again, it is the same one."""
    if not batch.has(2 * CALL):  # the message follows
        return False
    try:
        client("s3").put_object(Bucket=batch.bucket, Key=key, Body=data)
    except (BotoCoreError, ClientError) as error:
        log("rejected record not kept", key=key, error=str(error))
        return False
    return True


def send(batch: Batch, group: dict[int, str]) -> set[int]:
    """Sends until the queue has taken all, or the time is up: the sequence numbers of what is left."""
    left = set(group)
    for attempt in itertools.count():
        if not batch.has(CALL):
            break
        left = not_taken(batch.queue, {number_: group[number_] for number_ in left})
        if not left:
            break
        wait(attempt)
    return left


def not_taken(queue: str, group: dict[int, str]) -> set[int]:
    """One request to SQS: the sequence numbers of the messages that the queue did not take."""
    entries = [{"Id": str(number_), "MessageBody": body} for number_, body in group.items()]
    try:
        failed = client("sqs").send_message_batch(QueueUrl=queue, Entries=entries).get("Failed", [])
    except (BotoCoreError, ClientError) as error:
        log("dead letters not sent", error=str(error))
        return set(group)
    for failure in failed:
        log("dead letter not taken", sequence=failure["Id"], error=failure["Code"])
    return {int(failure["Id"]) for failure in failed}


# What all of these use


def report(batch: Batch, records: list[Json], failed: int) -> None:
    """Metrics in CloudWatch's embedded format; Lag is the time since the batch's first record arrived."""
    lag = int(time.time() * 1000) - min(map(arrival, records))
    names = ["Accepted", "Duplicates", "Rejected", "Late"]
    values = {**{name: batch.counts[name] for name in names}, "Failed": failed}
    metrics = [{"Name": name, "Unit": "Count"} for name in values] + [{"Name": "Lag", "Unit": "Milliseconds"}]
    where = {"Namespace": "Trading/Analytics", "Dimensions": [["Environment"]], "Metrics": metrics}
    metadata = {"Timestamp": int(time.time() * 1000), "CloudWatchMetrics": [where]}
    log("batch", _aws=metadata, Environment=os.environ["ENVIRONMENT"], **values, Lag=lag)


def arrival(record: Json) -> int:
    """When a record arrived in the stream, in epoch milliseconds."""
    return int(record["kinesis"]["approximateArrivalTimestamp"] * 1000)


def sequence_number(record: Json) -> int:
    """The place of a record in its shard; as text, 9 would come after 10."""
    return int(record["kinesis"]["sequenceNumber"])


def chunks(keys: list[Key], size: int) -> Iterator[list[Key]]:
    """The keys in lists of at most ``size``."""
    return (keys[start : start + size] for start in range(0, len(keys), size))


def wait(attempt: int) -> None:
    """Waits before the next attempt, at most 2 s, and not all workers alike."""
    time.sleep(random.uniform(0, min(2, 0.05 * 2 ** min(attempt, 10))))  # noqa: S311 - no secret


def code(error: ClientError) -> str:
    """The error's code."""
    return str(error.response["Error"]["Code"])


def log(event: str, **facts: Any) -> None:
    """One line of JSON."""
    print(json.dumps({"event": event, **facts}))  # noqa: T201 - to CloudWatch Logs


@functools.cache
def client(service: str) -> Any:
    """A client whose slowest call, two attempts on three addresses each, takes under ``CALL``."""
    retries = {"mode": "standard", "total_max_attempts": 2}
    return boto3.client(service, config=Config(connect_timeout=1, read_timeout=2, retries=retries))
