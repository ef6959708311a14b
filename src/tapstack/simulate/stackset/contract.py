"""What a StackSet asks of whoever carries out the stack operations of its instances."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from tapstack.simulate.clock import Steps


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
class Outcome:
    """``reason`` is why it failed; ``stack_id`` the stack that is there afterwards, None where none is."""

    succeeded: bool
    reason: str = ""
    stack_id: str | None = None


class Carrier(Protocol):
    """Deploys one instance's stack. Each method takes virtual time and ends with an outcome."""

    def put(self, name: str, target: Target, wish: Wish) -> Steps[Outcome]:
        """Create the stack of a StackSet's name, or update the one that is there."""

    def remove(self, name: str, target: Target) -> Steps[Outcome]:
        """Delete the stack; one that is gone is no error."""
