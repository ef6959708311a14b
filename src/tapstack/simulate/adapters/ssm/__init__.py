"""The resource types of Systems Manager."""

from tapstack.simulate.adapters.adapter import Adapter
from tapstack.simulate.adapters.ssm.parameter import Parameter

ADAPTERS: tuple[type[Adapter], ...] = (Parameter,)

__all__ = ["ADAPTERS"]
