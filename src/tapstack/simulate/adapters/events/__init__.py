"""The resource types of EventBridge."""

from tapstack.simulate.adapters.adapter import Adapter

ADAPTERS: tuple[type[Adapter], ...] = ()

__all__ = ["ADAPTERS"]
