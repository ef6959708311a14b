"""The resource types of KMS."""

from tapstack.simulate.adapters.adapter import Adapter

ADAPTERS: tuple[type[Adapter], ...] = ()

__all__ = ["ADAPTERS"]
