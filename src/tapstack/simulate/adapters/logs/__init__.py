"""The resource types of CloudWatch Logs."""

from tapstack.simulate.adapters.adapter import Adapter
from tapstack.simulate.adapters.logs.log_group import LogGroup

ADAPTERS: tuple[type[Adapter], ...] = (LogGroup,)

__all__ = ["ADAPTERS"]
