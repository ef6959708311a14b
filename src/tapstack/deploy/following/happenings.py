"""What happens during an operation, for whoever shows or keeps it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple


class OperationStatus(NamedTuple):
    """An operation has another status."""

    operation: str
    action: str
    status: str
    reason: str = ""


class RegionStatus(NamedTuple):
    """An operation has another status in an account and region."""

    account: str
    region: str
    status: str
    reason: str = ""


class StackEvent(NamedTuple):
    """An event of one of the stacks. ``of_stack`` if it is about the stack itself."""

    region: str
    time: datetime
    stack_id: str
    logical_id: str
    type: str
    status: str
    reason: str = ""
    of_stack: bool = False


Happening = OperationStatus | RegionStatus | StackEvent
Tell = Callable[[Happening], None]
