"""The records that Lambda hands over from a stream of Kinesis, and the log of who reads them."""

import json
from typing import Any

Json = dict[str, Any]


def arrival(record: Json) -> int:
    """When a record arrived in the stream, in epoch milliseconds."""
    return int(record["kinesis"]["approximateArrivalTimestamp"] * 1000)


def sequence_number(record: Json) -> int:
    """The place of a record in its shard; as text, 9 would come after 10."""
    return int(record["kinesis"]["sequenceNumber"])


def log(event: str, **facts: Any) -> None:
    """One line of JSON."""
    print(json.dumps({"event": event, **facts}))  # noqa: T201 - to CloudWatch Logs
