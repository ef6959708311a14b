"""The resource types of SQS."""

from tapstack.simulate.adapters.adapter import Adapter
from tapstack.simulate.adapters.sqs.queue import Queue
from tapstack.simulate.adapters.sqs.queue_policy import QueuePolicy

ADAPTERS: tuple[type[Adapter], ...] = (Queue, QueuePolicy)

__all__ = ["ADAPTERS"]
