"""EventBridge: buses, rules, schedules, and the delivery of events to targets."""

from tapstack.simulate.behaviours.events.buses import Buses
from tapstack.simulate.behaviours.events.schedules import Schedules
from tapstack.simulate.behaviours.events.stack_events import tell_of_stacks

__all__ = ["Buses", "Schedules", "tell_of_stacks"]
