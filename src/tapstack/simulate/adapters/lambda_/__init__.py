"""The resource types of Lambda."""

from tapstack.simulate.adapters.adapter import Adapter
from tapstack.simulate.adapters.lambda_.event_source_mapping import EventSourceMapping
from tapstack.simulate.adapters.lambda_.function import Function
from tapstack.simulate.adapters.lambda_.permission import Permission

ADAPTERS: tuple[type[Adapter], ...] = (EventSourceMapping, Function, Permission)

__all__ = ["ADAPTERS"]
