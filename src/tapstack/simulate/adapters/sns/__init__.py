"""The resource types of SNS."""

from tapstack.simulate.adapters.adapter import Adapter

ADAPTERS: tuple[type[Adapter], ...] = ()

__all__ = ["ADAPTERS"]
