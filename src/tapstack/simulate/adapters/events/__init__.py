"""The resource types of EventBridge."""

from tapstack.simulate.adapters.adapter import Adapter
from tapstack.simulate.adapters.events.archive import Archive
from tapstack.simulate.adapters.events.bus import EventBus
from tapstack.simulate.adapters.events.bus_policy import EventBusPolicy
from tapstack.simulate.adapters.events.rule import Rule

ADAPTERS: tuple[type[Adapter], ...] = (Archive, EventBus, EventBusPolicy, Rule)

__all__ = ["ADAPTERS"]
