"""An operation followed to its end: its regions, and the events of their stacks."""

from tapstack.deploy.following.happenings import Happening, OperationStatus, RegionStatus, StackEvent, Tell
from tapstack.deploy.following.operation import Operation, follow
from tapstack.deploy.following.pace import Pace, TimedOutError

__all__ = [
    "Happening",
    "Operation",
    "OperationStatus",
    "Pace",
    "RegionStatus",
    "StackEvent",
    "Tell",
    "TimedOutError",
    "follow",
]
