"""The records that Lambda hands over from a stream, and what their function has to work on them."""

import functools
import json
import random
import time
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

Json = dict[str, Any]


def arrival(record: Json) -> int:
    """When a record arrived in the stream, in epoch milliseconds."""
    return int(record["kinesis"]["approximateArrivalTimestamp"] * 1000)


def sequence_number(record: Json) -> int:
    """The place of a record in its shard; as text, 9 would come after 10."""
    return int(record["kinesis"]["sequenceNumber"])


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
