"""Custom resources: their providers are functions of the stack, and are really called."""

from tapstack.simulate.adapters.adapter import Adapter
from tapstack.simulate.adapters.custom.resource import CustomResource

ADAPTERS: tuple[type[Adapter], ...] = (CustomResource,)

__all__ = ["ADAPTERS"]
