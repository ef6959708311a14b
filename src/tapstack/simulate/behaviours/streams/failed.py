"""What a function's answer leaves to be done, and what is told of records that are given up.

Source: https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html and
.../kinesis-on-failure-destination.html. The guide has no word for records that are too old: people who have seen one
report RecordAgeExceeded. That an answer which is no object at all counts as empty is an assumption.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from tapstack.simulate.resources import UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.behaviours.streams.mapping import EventSourceMapping
    from tapstack.simulate.behaviours.streams.records import Record
    from tapstack.simulate.functions import Answer


class Ended(StrEnum):
    """Why records are given up."""

    ATTEMPTS = "RetryAttemptsExhausted"
    AGE = "RecordAgeExceeded"


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
    if not isinstance(failures, list):
        return part
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
        "approximateArrivalOfFirstRecord": _moment(part[0].arrived),
        "approximateArrivalOfLastRecord": _moment(part[-1].arrived),
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
        "timestamp": _moment(life.clock.moment.timestamp()),
        kind: about,
    }
    life.timeline.note(function.name, f"{len(part)} records given up: {why}", mapping.region)
    refused = _send(life, mapping.on_failure, json.dumps(body), function.role)
    if refused:
        life.mappings.lost.extend(part)
        life.timeline.note(function.name, f"{len(part)} records lost: {refused}", mapping.region)


def _send(life: Life, where: str, body: str, role: str) -> str:
    """Why the destination was not told; empty where it was. Raises UnsupportedError for a bucket."""
    if not where:
        return "no destination"
    service, region = where.split(":")[2:4]
    match service:
        case "sqs":
            return life.queues.send(where, body, principal=role)
        case "sns":
            return life.topics.publish(region, where, body, principal=role)
    raise UnsupportedError(f"{where} is told of records that were given up: only queues and topics are simulated.")


def _moment(seconds: float) -> str:
    """Seconds since 1970 as Lambda writes them: UTC, to the millisecond."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
