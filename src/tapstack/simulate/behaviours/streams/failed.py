"""What a function's answer leaves to be done, and what is told of records that are given up.

Source: https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html and
.../kinesis-on-failure-destination.html; the word for records that are too old is an assumption.
"""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.behaviours.streams.mapping import EventSourceMapping
    from tapstack.simulate.behaviours.streams.records import Record
    from tapstack.simulate.functions import Answer


class Ended(StrEnum):
    """Why records are given up."""

    ATTEMPTS = "RetryAttemptsExhausted"
    AGE = "MaximumRecordAgeExceeded"


def left_over(part: list[Record], answer: Answer, *, items: bool) -> list[Record]:
    """The records that must come again: all after a failure, those from the first that failed, or none."""
    if answer.fault is not None:
        return part
    if not items:
        return []
    told = json.loads(answer.payload)
    failures = (told or {}).get("batchItemFailures") if isinstance(told, dict | None) else None
    if not failures:
        return []
    numbers = [_number(one) for one in failures]
    known = {record.sequence for record in part}
    if any(number not in known for number in numbers):
        return part
    first = min(number for number in numbers if number is not None)
    return [record for record in part if record.sequence >= first]


def _number(failure: Any) -> int | None:
    """The sequence number in a failure; None where it names none."""
    said = failure.get("itemIdentifier") if isinstance(failure, dict) else None
    return int(said) if isinstance(said, str) and said.isdigit() else None


def tell_failure(life: Life, mapping: EventSourceMapping, part: list[Record], why: Ended, attempt: int) -> None:
    """The destination of the mapping is told which records were given up: not what was in them."""
    function = life.functions.find(mapping.function)
    kind = "KinesisBatchInfo" if ":kinesis:" in mapping.source else "DDBStreamBatchInfo"
    about = {
        "shardId": part[0].shard,
        "startSequenceNumber": str(part[0].sequence),
        "endSequenceNumber": str(part[-1].sequence),
        "approximateArrivalOfFirstRecord": part[0].arrived,
        "approximateArrivalOfLastRecord": part[-1].arrived,
        "batchSize": len(part),
        "streamArn": mapping.source,
    }
    body = {
        "requestContext": {
            "requestId": life.cloud.next_id("failure", mapping.id),
            "functionArn": mapping.function,
            "condition": str(why),
            "approximateInvokeCount": attempt,
        },
        "responseContext": {"statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled"},
        "version": "1.0",
        "timestamp": life.clock.moment.isoformat(),
        kind: about,
    }
    life.timeline.note(function.name, f"{len(part)} records given up: {why}", mapping.region)
    where = mapping.on_failure
    refused = life.queues.send(where, json.dumps(body), principal=function.role) if ":sqs:" in where else ""
    if refused or not where:
        life.mappings.lost.extend(part)
        life.timeline.note(function.name, f"{len(part)} records lost: {refused or 'no destination'}", mapping.region)
