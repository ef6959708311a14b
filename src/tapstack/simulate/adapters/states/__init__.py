"""The resource types of Step Functions."""

from tapstack.simulate.adapters.adapter import Adapter
from tapstack.simulate.adapters.states.state_machine import StateMachine

ADAPTERS: tuple[type[Adapter], ...] = (StateMachine,)

__all__ = ["ADAPTERS"]
