"""Lambda: functions that are called, at once or from its queue, and what is measured of them."""

from tapstack.simulate.behaviours.functions.functions import Functions
from tapstack.simulate.behaviours.functions.queue import Queue

__all__ = ["Functions", "Queue"]
