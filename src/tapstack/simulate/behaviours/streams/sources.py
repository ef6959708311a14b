"""What has come into streams: of Kinesis, and of tables."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.streams.records import Record, of_kinesis, of_table
from tapstack.simulate.cloud.hooks.watched_tables import listeners as watching

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.cloud.calls import Call

Listener = Callable[[Record], None]


class Sources:
    """Every record of every stream, by the stream's ARN, in the order of arrival."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self.records: defaultdict[str, list[Record]] = defaultdict(list)
        self.listeners: list[Listener] = []
        self._begins: dict[str, int] = {}
        life.cloud.calls.watch("kinesis:CreateStream", self._created)
        life.cloud.calls.watch("kinesis:PutRecord", self._one)
        life.cloud.calls.watch("kinesis:PutRecords", self._many)
        watching.append(self._changed)

    def held(self, stream: str) -> list[Record]:
        """The records of a stream since it was made: what one of the same name held before is gone with that."""
        return self.records.get(stream, [])[self._begins.get(stream, 0) :]

    def _created(self, call: Call, answer: Mapping[str, Any]) -> None:
        del answer
        arn = self._arn(call.region, call.params["StreamName"])
        self._begins[arn] = len(self.records.get(arn, ()))

    def _arn(self, region: str, name: str) -> str:
        return f"arn:aws:kinesis:{region}:{self._life.cloud.account_id}:stream/{name}"

    def _one(self, call: Call, answer: Mapping[str, Any]) -> None:
        self._put(call, call.params, answer)

    def _many(self, call: Call, answer: Mapping[str, Any]) -> None:
        for entry, result in zip(call.params["Records"], answer["Records"], strict=True):
            if "ErrorCode" not in result:
                self._put(call, entry, result)

    def _put(self, call: Call, entry: Mapping[str, Any], result: Mapping[str, Any]) -> None:
        name = call.params.get("StreamName") or call.params["StreamARN"].rpartition("/")[2]
        arn = self._arn(call.region, name)
        data = entry["Data"].encode() if isinstance(entry["Data"], str) else bytes(entry["Data"])
        pairs = {"StreamName": name}
        self._life.measure(call.region, "AWS/Kinesis", "IncomingRecords", pairs, 1)
        self._life.measure(call.region, "AWS/Kinesis", "IncomingBytes", pairs, len(data))
        self._tell(
            of_kinesis(arn, result["ShardId"], result["SequenceNumber"], entry["PartitionKey"], data, time.time())
        )

    def _changed(self, region: str, table: str, label: str, record: dict[str, Any]) -> None:
        arn = f"arn:aws:dynamodb:{region}:{self._life.cloud.account_id}:table/{table}/stream/{label}"
        self._tell(of_table(arn, record, time.time()))

    def _tell(self, record: Record) -> None:
        self.records[record.stream].append(record)
        for listener in self.listeners:
            listener(record)
