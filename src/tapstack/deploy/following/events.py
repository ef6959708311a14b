"""The events of a stack, each once, in the order in which they happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from tapstack.deploy.errors import code
from tapstack.deploy.following.happenings import StackEvent

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection


class EventLog:
    """The events since a moment: those of earlier operations are not told. AWS lists the latest first."""

    def __init__(self, connection: Connection, region: str, stack_id: str, since: datetime) -> None:
        self.region = region
        self.stack_id = stack_id
        self._client = connection.client("cloudformation", region)
        self._since = since
        self._seen: set[str] = set()

    def new(self) -> list[StackEvent]:
        """What has happened since the last call."""
        found = []
        for event in self._back():
            if event["EventId"] in self._seen or event["Timestamp"] < self._since:
                break
            found.append(event)
        self._seen.update(event["EventId"] for event in found)
        return [self._event(event) for event in reversed(found)]

    def _back(self) -> Iterator[Mapping[str, Any]]:
        """From the latest back; none where the stack is not known yet."""
        try:
            for page in self._client.get_paginator("describe_stack_events").paginate(StackName=self.stack_id):
                yield from page["StackEvents"]
        except ClientError as error:
            if code(error) != "ValidationError":
                raise

    def _event(self, event: Mapping[str, Any]) -> StackEvent:
        physical = event.get("PhysicalResourceId", "")
        return StackEvent(
            region=self.region,
            time=event["Timestamp"],
            stack_id=event["StackId"],
            logical_id=event.get("LogicalResourceId", ""),
            type=event.get("ResourceType", ""),
            status=event.get("ResourceStatus", ""),
            reason=event.get("ResourceStatusReason", ""),
            of_stack=physical == event["StackId"],
        )
