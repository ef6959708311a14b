"""One record of a stream, as Lambda hands it to a function.

Source: https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html and .../with-ddb.html, the events.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Record:
    """``arrived`` is in seconds since 1970; ``key`` decides which records stay in order; ``event`` is Lambda's form."""

    stream: str
    shard: str
    sequence: int
    key: str
    arrived: float
    event: Mapping[str, Any]

    def handed(self, role: str) -> Mapping[str, Any]:
        """What a function gets, by whose role its mapping reads: those of Kinesis name it, those of tables do not."""
        return {**self.event, "invokeIdentityArn": role} if "kinesis" in self.event else self.event


def of_kinesis(stream: str, shard: str, sequence: str, key: str, data: bytes, arrived: float) -> Record:
    """A record of a Kinesis stream, by the stream's ARN."""
    event = {
        "kinesis": {
            "kinesisSchemaVersion": "1.0",
            "partitionKey": key,
            "sequenceNumber": sequence,
            "data": base64.b64encode(data).decode(),
            "approximateArrivalTimestamp": arrived,
        },
        "eventSource": "aws:kinesis",
        "eventVersion": "1.0",
        "eventID": f"{shard}:{sequence}",
        "eventName": "aws:kinesis:record",
        "awsRegion": stream.split(":")[3],
        "eventSourceARN": stream,
    }
    return Record(stream, shard, int(sequence), key, arrived, event)


def of_table(stream: str, record: Mapping[str, Any], arrived: float) -> Record:
    """A record of a table's stream, by the stream's ARN: one shard, in order of each item."""
    change = {**record["dynamodb"], "ApproximateCreationDateTime": float(int(arrived))}
    event = {
        "eventID": record["eventID"],
        "eventName": record["eventName"],
        "eventVersion": "1.1",
        "eventSource": "aws:dynamodb",
        "awsRegion": stream.split(":")[3],
        "dynamodb": change,
        "eventSourceARN": stream,
    }
    return Record(
        stream,
        "shardId-00000000000000000000-00000000",
        int(change["SequenceNumber"]),
        str(change["Keys"]),
        arrived,
        event,
    )
