"""The resource types of SQS."""

from tapstack.simulate.adapters.adapter import Adapter
from tapstack.simulate.adapters.sqs.queue import Queue

ADAPTERS: tuple[type[Adapter], ...] = (Queue,)

__all__ = ["ADAPTERS"]
