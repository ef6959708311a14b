"""Copies the records of the source region's stream to the target region's, under their partition keys.

Nothing is dropped: what the target did not take within the time is reported to Lambda, which sends it again. Readers
see the records of a partition key in order, some of them twice: after a record that was not taken, all later ones of
its key are sent again. (A hash key that a producer set explicitly is not part of what Lambda passes, and is lost.)
"""

import base64
import itertools
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from parts.clients import busy, clients, code, patience
from parts.waiting import wait

RECORDS, BYTES = 500, 5 * 2**20  # of one PutRecords, the bytes of the partition keys among them
CALL = 16_000  # ms that the slowest call takes: two attempts on three addresses each

client = clients(patience(connect=1, read=4, attempts=2))

Json = dict[str, Any]


@dataclass(frozen=True)
class Record:
    """What is copied of a record, and its place in the source's shard."""

    place: int
    partition_key: str
    data: bytes

    @property
    def size(self) -> int:
        """Bytes that Kinesis counts."""
        return len(self.partition_key.encode()) + len(self.data)


def handler(event: Json, context: Any) -> Json:
    """Lambda's entry: the sequence number from which the batch must come again, if any."""
    left = [record_of(record["kinesis"]) for record in event["Records"]]
    for attempt in itertools.count():
        left = put(left, context)
        if not left or not has_time(context):
            break
        wait(attempt, 0.05, 2)
    print(json.dumps({"event": "batch", "records": len(event["Records"]), "left": len(left)}))  # noqa: T201 - to the log
    return {"batchItemFailures": [{"itemIdentifier": str(left[0].place)}] if left else []}


def record_of(kinesis: Json) -> Record:
    """The record in Lambda's event."""
    return Record(int(kinesis["sequenceNumber"]), kinesis["partitionKey"], base64.b64decode(kinesis["data"]))


def put(records: list[Record], context: Any) -> list[Record]:
    """One round: what must be sent again, in order of the shard."""
    left: list[Record] = []
    held: set[str] = set()  # partition keys of which a record was not taken
    for chunk in chunks(records):
        sent = [record for record in chunk if record.partition_key not in held]
        left += [record for record in chunk if record.partition_key in held]
        taken = put_records(sent) if sent and has_time(context) else [False] * len(sent)
        for record, was_taken in zip(sent, taken, strict=True):
            if not was_taken:
                held.add(record.partition_key)
            if record.partition_key in held:
                left.append(record)
    return sorted(left, key=lambda record: record.place)


def chunks(records: list[Record]) -> Iterator[list[Record]]:
    """The records, as many at once as one request takes."""
    chunk: list[Record] = []
    size = 0
    for record in records:
        if len(chunk) == RECORDS or size + record.size > BYTES:
            yield chunk
            chunk, size = [], 0
        chunk.append(record)
        size += record.size
    if chunk:
        yield chunk


def put_records(records: list[Record]) -> list[bool]:
    """One request: of each record whether the target took it."""
    entries = [{"Data": record.data, "PartitionKey": record.partition_key} for record in records]
    try:
        kinesis = client("kinesis", os.environ["TARGET_REGION"])
        answer = kinesis.put_records(StreamName=os.environ["TARGET_STREAM"], Records=entries)
    except ClientError as error:
        # The stream is encrypted. Botocore does not know this code for one that passes.
        if not busy(error) and code(error) != "KMSThrottlingException":
            raise
        return [False] * len(records)
    return ["ErrorCode" not in result for result in answer["Records"]]


def has_time(context: Any) -> bool:
    """Whether a call may still be made."""
    return bool(context.get_remaining_time_in_millis() > CALL)
