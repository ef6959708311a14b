"""Which stack belongs to an instance: the set tells it, late; its name tells it as soon as there is a stack.

Source: StackSets user guide, "StackSets concepts": stacks are called ``StackSet-<name>-<id>``, the id a UUID. That an
instance has the id of its stack only some time after the stack was begun is assumed, and does no harm if it is not so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from tapstack.deploy.connection import Connection

_UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_GONE = "DELETE_COMPLETE"


class Stacks:
    """The stacks of one set in this account, found and remembered; of those deleted before ``since`` no one asks.

    A stack whose creation failed may be deleted by the time that it is looked for: its events say why.
    """

    def __init__(self, connection: Connection, stack_set: str, since: datetime) -> None:
        self._connection = connection
        self._since = since
        self._name = re.compile(f"StackSet-{re.escape(stack_set)}-{_UUID}")
        self._known: dict[str, list[str]] = {}

    def tell(self, region: str, stack_id: str | None) -> None:
        """What the set says about an instance."""
        known = self._known.setdefault(region, [])
        if stack_id and stack_id not in known:
            known.append(stack_id)

    def of(self, region: str, *, heard: bool) -> list[str]:
        """The ids of the region's stacks; looked up by name until something was heard of one of them."""
        if not heard:
            self._look_up(region)
        return self._known.get(region, [])

    def _look_up(self, region: str) -> None:
        client = self._connection.client("cloudformation", region)
        for page in client.get_paginator("list_stacks").paginate():
            for stack in page["StackSummaries"]:
                if self._name.fullmatch(stack["StackName"]) and not self._long_gone(stack):
                    self.tell(region, stack["StackId"])

    def _long_gone(self, stack: Mapping[str, Any]) -> bool:
        return stack["StackStatus"] == _GONE and bool(stack.get("DeletionTime", self._since) < self._since)
