"""The resource types of Kinesis."""

from tapstack.simulate.adapters.adapter import Adapter
from tapstack.simulate.adapters.kinesis.stream import Stream

ADAPTERS: tuple[type[Adapter], ...] = (Stream,)

__all__ = ["ADAPTERS"]
