"""What tests of the functions that read streams have in common: time, services, records, and services that fail."""

import base64
import json
import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from botocore import xform_name

from tests.unit.functions.stand_in import Clock, Refusal
from tests.unit.functions.tables import make_table as make

TABLE = "trading-analytics-verify"
BUCKET = "trading-data-verify-123456789012-us-east-1"
NOW = 1_790_000_000_000  # ms
SHARD = "shardId-000000000007"
Json = dict[str, Any]


class Invocation(Clock):
    """An invocation's time: it passes only where somebody sleeps, or a slow service takes it."""

    def __init__(self, seconds: float = 60.0) -> None:
        super().__init__(NOW / 1000)
        self.end = self.now + seconds

    def get_remaining_time_in_millis(self) -> int:
        return int((self.end - self.now) * 1000)


def stop_time(monkeypatch: Any, seconds: float = 60.0) -> Invocation:
    """Time as the functions see it, in the hands of a test; what lies before an attempt is as long as it may be."""
    clock = Invocation(seconds)
    monkeypatch.setattr(time, "time", clock.time)
    monkeypatch.setattr(time, "sleep", clock.sleep)
    monkeypatch.setattr("random.uniform", lambda _, most: most)
    return clock


@pytest.fixture
def clock(monkeypatch):
    """An invocation of a minute in which time stands."""
    return stop_time(monkeypatch)


@pytest.fixture
def queue(aws):
    """The URL of the dead-letter queue; there are the table and the bucket, too."""
    make_table()
    boto3.client("s3", "us-east-1").create_bucket(Bucket=BUCKET)
    return make_queue()


@pytest.fixture
def analytics(load, queue):
    """The analytics function in the source region."""
    return load("analytics", TABLE_NAME=TABLE, DEAD_LETTER_QUEUE_URL=queue, REJECTED_BUCKET=BUCKET)


def make_table() -> None:
    """The analytics table in the source region."""
    make("us-east-1", TABLE)


def make_queue() -> str:
    """The URL of a new dead-letter queue."""
    return str(boto3.client("sqs", "us-east-1").create_queue(QueueName="trading-analytics-dlq-verify")["QueueUrl"])


def items() -> dict[tuple[str, int], Json]:
    """The table by key; values without DynamoDB's types."""
    table = boto3.resource("dynamodb", "us-east-1").Table(TABLE)
    return {(item["TradeId"], int(item["Timestamp"])): item for item in table.scan()["Items"]}


def letters(queue: str) -> list[Json]:
    """Takes every message out of the queue, in order of sequence number."""
    return sorted(taken(queue), key=lambda letter: int(letter["sequenceNumber"]))


def taken(queue: str) -> Iterator[Json]:
    client = boto3.client("sqs", "us-east-1")
    while messages := client.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            yield json.loads(message["Body"])
            client.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])


def trade(trade_id: str = "T1", **fields: Any) -> Json:
    """What a producer sends; a field given as ... is left out."""
    whole = {"tradeId": trade_id, "timestamp": NOW - 1000, "symbol": "ACME", "price": 12.5, "quantity": 4, **fields}
    return {name: value for name, value in whole.items() if value is not ...}


def record(number: int, content: Json | bytes, arrived: int = NOW - 200) -> Json:
    """The ``number``-th record of a shard, as Lambda passes it."""
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return {
        "kinesis": {
            "kinesisSchemaVersion": "1.0",
            "partitionKey": f"key-{number}",
            "sequenceNumber": str(number),
            "data": base64.b64encode(data).decode(),
            "approximateArrivalTimestamp": arrived / 1000,
        },
        "eventSource": "aws:kinesis",
        "eventVersion": "1.0",
        "eventID": f"{SHARD}:{number}",
        "eventName": "aws:kinesis:record",
        "invokeIdentityArn": "arn:aws:iam::123456789012:role/trading-verify-us-east-1-analytics",
        "awsRegion": "us-east-1",
        "eventSourceARN": "arn:aws:kinesis:us-east-1:123456789012:stream/market-data-verify",
    }


def event(*contents: Json | bytes, first: int = 1) -> Json:
    """A batch of consecutive records."""
    return {"Records": [record(number, content) for number, content in enumerate(contents, first)]}


class ServiceError(Exception):
    """Raised by what stands between: the service answers with this error code."""


class Between:
    """Stands between a function's client and its service, by botocore's own events.

    Calls are recorded after botocore found their parameters valid. ``act`` is then shown each: it returns None to let
    it through, or an answer in the service's stead, or raises ServiceError(code), which the function sees as botocore
    reports an answer of status 400, or any other error, which it sees as itself. ``real`` goes around all this.
    """

    def __init__(self, client: Any) -> None:
        self.calls: list[tuple[str, Json]] = []
        self.act: Callable[[str, Json], Json | None] = lambda operation, parameters: None
        self.real = boto3.client(client.meta.service_model.service_name, client.meta.region_name)
        self._asked: Json = {}
        client.meta.events.register("before-parameter-build", self._note)
        client.meta.events.register("before-call", self._answer)

    def _note(self, params: Json, **_: Any) -> None:
        self._asked = params

    def _answer(self, model: Any, **_: Any) -> tuple[Any, Json] | None:
        self.calls.append((model.name, self._asked))
        try:
            answer = self.act(model.name, self._asked)
        except ServiceError as error:
            return Refusal(str(error)).answer(model)
        return None if answer is None else (SimpleNamespace(status_code=200), answer)

    def carry_out(self, operation: str, parameters: Json) -> Json:
        """The call, made around what stands between."""
        return dict(getattr(self.real, xform_name(operation))(**parameters))

    def names(self) -> list[str]:
        """The operations called, in order."""
        return [name for name, _ in self.calls]
