"""Stack events, as DescribeStackEvents tells them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tapstack.simulate.engine.statuses import Status

STACK = "AWS::CloudFormation::Stack"


class StackEvent(NamedTuple):
    """What happened to a resource, or to the stack as a whole: then ``type`` is AWS::CloudFormation::Stack."""

    seconds: float
    region: str
    stack: str
    logical_id: str
    physical_id: str
    type: str
    status: Status
    reason: str = ""


Listener = Callable[[StackEvent], None]
