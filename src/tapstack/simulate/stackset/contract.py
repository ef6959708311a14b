"""What a StackSet asks of whoever carries out the stack operations of its instances."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from tapstack.simulate.clock import Steps
    from tapstack.simulate.stackset.model import StackInstance, StackSet


@dataclass(frozen=True)
class Target:
    """One account in one region."""

    account: str
    region: str


@dataclass(frozen=True)
class Wish:
    """What an instance's stack is to be: a template, whatever stands for it, and values of parameters.

    ``declared`` are the names of the template's parameters, None where they are not known.
    """

    template: Any
    parameters: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    capabilities: tuple[str, ...] = ()
    declared: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Drift:
    """What was found of a stack at a time: ``resources`` are what a carrier tells of each."""

    seconds: float
    drifted: bool
    resources: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """``reason`` is why it failed; ``stack_id`` the stack that is there afterwards, None where none is.

    ``barred`` if nothing was tried: StackSets may not work in the account. ``drift`` is what a detection found;
    ``current`` is False for a stack that was taken over and is not what the set wants; ``overrides`` are then the
    instance's own values, None where they stay.
    """

    succeeded: bool
    reason: str = ""
    stack_id: str | None = None
    barred: bool = False
    drift: Drift | None = None
    current: bool = True
    overrides: Mapping[str, str] | None = None


class Carrier(Protocol):
    """Deploys an instance's stack. Each method takes virtual time and ends with an outcome."""

    def put(self, stack_set: StackSet, instance: StackInstance) -> Steps[Outcome]:
        """Create the stack, or update the one that is there."""

    def remove(self, stack_set: StackSet, instance: StackInstance) -> Steps[Outcome]:
        """Delete the stack; one that is gone is no error."""

    def detect(self, stack_set: StackSet, instance: StackInstance) -> Steps[Outcome]:
        """Look for what was changed in the stack by others."""

    def adopt(self, stack_set: StackSet, instance: StackInstance) -> Steps[Outcome]:
        """Take over the stack that the instance names."""
