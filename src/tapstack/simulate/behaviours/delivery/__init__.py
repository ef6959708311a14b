"""Queues and topics, and what is sent to them."""

from tapstack.simulate.behaviours.delivery.depths import tell_depths
from tapstack.simulate.behaviours.delivery.queues import Queues
from tapstack.simulate.behaviours.delivery.topics import Topics

__all__ = ["Queues", "Topics", "tell_depths"]
