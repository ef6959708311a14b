"""Refused records to the dead-letter queue, with the reason and themselves."""

import base64
import itertools
import json
from collections.abc import Iterator

from botocore.exceptions import BotoCoreError, ClientError

from parts.stream_clients import CALL, here
from parts.stream_records import Json, log, sequence_number
from parts.trade_batch import Batch, Refusal
from parts.trade_documents import Reason
from parts.waiting import wait

BODY_BYTES = 250_000  # of one request to SQS: under 256 KiB with what surrounds the messages


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
        here("s3").put_object(Bucket=batch.bucket, Key=key, Body=data)
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
        wait(attempt, 0.05, 2)
    return left


def not_taken(queue: str, group: dict[int, str]) -> set[int]:
    """One request to SQS: the sequence numbers of the messages that the queue did not take."""
    entries = [{"Id": str(number_), "MessageBody": body} for number_, body in group.items()]
    try:
        failed = here("sqs").send_message_batch(QueueUrl=queue, Entries=entries).get("Failed", [])
    except (BotoCoreError, ClientError) as error:
        log("dead letters not sent", error=str(error))
        return set(group)
    for failure in failed:
        log("dead letter not taken", sequence=failure["Id"], error=failure["Code"])
    return {int(failure["Id"]) for failure in failed}
