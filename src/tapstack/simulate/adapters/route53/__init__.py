"""The resource types of Route 53."""

from tapstack.simulate.adapters.adapter import Adapter

ADAPTERS: tuple[type[Adapter], ...] = ()

__all__ = ["ADAPTERS"]
