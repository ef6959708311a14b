"""Follows one operation to its end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tapstack.deploy.errors import told
from tapstack.deploy.following.events import EventLog
from tapstack.deploy.following.happenings import OperationStatus, RegionStatus, StackEvent, Tell
from tapstack.deploy.following.stacks import Stacks

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection
    from tapstack.deploy.following.pace import Pace

_ENDED = ("SUCCEEDED", "FAILED", "STOPPED")
_BEGUN = ("RUNNING", "SUCCEEDED", "FAILED")


@dataclass(frozen=True)
class Operation:
    """An operation that has ended, with how it went in every account and region."""

    id: str
    action: str
    status: str
    reason: str
    created: datetime
    ended: datetime | None
    results: tuple[RegionStatus, ...]

    @property
    def succeeded(self) -> bool:
        """Whether it did what it was asked for."""
        return self.status == "SUCCEEDED"


def follow(connection: Connection, stack_set: str, operation_id: str, tell: Tell, pace: Pace) -> Operation:
    """The operation when it has ended; what happens meanwhile is told as it comes. Raises TimedOutError."""
    return _Follower(connection, stack_set, operation_id, tell).to_the_end(pace)


class _Follower:
    def __init__(self, connection: Connection, stack_set: str, operation_id: str, tell: Tell) -> None:
        self._connection = connection
        self._client = connection.client("cloudformation")
        self._named = {"StackSetName": stack_set, "OperationId": operation_id}
        self._stacks: Stacks | None = None
        self._logs: dict[str, EventLog] = {}
        self._heard: set[str] = set()
        self._tell = tell
        self._status = ""
        self._results: dict[tuple[str, str], RegionStatus] = {}

    def to_the_end(self, pace: Pace) -> Operation:
        while True:
            with told(f"follow the operation {self._named['OperationId']}"):
                described, news = self._look()
            if described["Status"] in _ENDED:
                return self._operation(described)
            pace.rest(news=news)

    def _look(self) -> tuple[Mapping[str, Any], bool]:
        """The operation, and whether there is anything new. Asked for first, so that nothing is missed at its end."""
        described = self._client.describe_stack_set_operation(**self._named)["StackSetOperation"]
        turned, over = described["Status"] != self._status, described["Status"] in _ENDED
        self._status = described["Status"]
        if turned and not over:
            self._tell(self._operation_status(described))
        results = list(self._changed())
        events = self._events(described["CreationTimestamp"])
        if turned and over:
            self._tell(self._operation_status(described))
        return described, bool(results or events or turned)

    def _changed(self) -> Iterator[RegionStatus]:
        """The results that are not as they were, told."""
        for page in self._client.get_paginator("list_stack_set_operation_results").paginate(**self._named):
            for one in page["Summaries"]:
                result = RegionStatus(one["Account"], one["Region"], one["Status"], one.get("StatusReason", ""))
                if self._results.get(result[:2]) != result:
                    self._results[result[:2]] = result
                    self._tell(result)
                    yield result

    def _events(self, since: datetime) -> bool:
        """Whether there were events in the regions that have begun; in other accounts they cannot be seen."""
        begun = [
            result.region
            for result in self._results.values()
            if result.status in _BEGUN and result.account == self._connection.account_id
        ]
        if not begun:
            return False
        stacks = self._known(since)
        found = [event for region in begun for event in self._of_region(region, stacks, since)]
        for event in found:
            self._heard.add(event.region)
            self._tell(event)
        return bool(found)

    def _of_region(self, region: str, stacks: Stacks, since: datetime) -> Iterator[StackEvent]:
        for stack_id in stacks.of(region, heard=region in self._heard):
            log = self._logs.setdefault(stack_id, EventLog(self._connection, region, stack_id, since))
            yield from log.new()

    def _known(self, since: datetime) -> Stacks:
        """The stacks, with what the set says about them now."""
        name = self._named["StackSetName"]
        self._stacks = self._stacks or Stacks(self._connection, name, since)
        for page in self._client.get_paginator("list_stack_instances").paginate(StackSetName=name):
            for one in page["Summaries"]:
                if one["Account"] == self._connection.account_id:
                    self._stacks.tell(one["Region"], one.get("StackId"))
        return self._stacks

    def _operation_status(self, described: Mapping[str, Any]) -> OperationStatus:
        reason = described.get("StatusReason", "")
        return OperationStatus(described["OperationId"], described["Action"], described["Status"], reason)

    def _operation(self, described: Mapping[str, Any]) -> Operation:
        return Operation(
            id=described["OperationId"],
            action=described["Action"],
            status=described["Status"],
            reason=described.get("StatusReason", ""),
            created=described["CreationTimestamp"],
            ended=described.get("EndTimestamp"),
            results=tuple(self._results.values()),
        )
