"""The resource types of CloudWatch."""

from tapstack.simulate.adapters.adapter import Adapter
from tapstack.simulate.adapters.cloudwatch.alarm import Alarm
from tapstack.simulate.adapters.cloudwatch.dashboard import Dashboard

ADAPTERS: tuple[type[Adapter], ...] = (Alarm, Dashboard)

__all__ = ["ADAPTERS"]
