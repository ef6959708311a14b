"""The resource types of Systems Manager."""

from tapstack.simulate.adapters.adapter import Adapter

ADAPTERS: tuple[type[Adapter], ...] = ()

__all__ = ["ADAPTERS"]
