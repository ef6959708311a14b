"""The stack engine: what CloudFormation does with one template in one region, on a virtual clock."""

from tapstack.simulate.engine.definition import Definition
from tapstack.simulate.engine.engine import Engine
from tapstack.simulate.engine.errors import StackError
from tapstack.simulate.engine.events import Listener, StackEvent
from tapstack.simulate.engine.hands import Judge, Lenient
from tapstack.simulate.engine.live import LiveResource, LiveStack
from tapstack.simulate.engine.statuses import SETTLED, UPDATABLE, Status

__all__ = [
    "SETTLED",
    "UPDATABLE",
    "Definition",
    "Engine",
    "Judge",
    "Lenient",
    "Listener",
    "LiveResource",
    "LiveStack",
    "StackError",
    "StackEvent",
    "Status",
]
