"""What is known of a deployment beside its stacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tapstack.render.pattern import ACCOUNT

if TYPE_CHECKING:
    from tapstack.graph.stackset import StackSet


@dataclass(frozen=True)
class Surroundings:
    """Of the parameters, the configuration, and what is there already.

    ``ours`` if the template is the configured one: then what no stack makes and ``externals`` does not declare is
    missing; for any other it may lie outside. ``given`` are the texts that parameters brought in, ``made_up`` those
    that only stand for any other. ``earlier`` are the stacks that an update starts from: what they make is there.
    """

    now: date
    ours: bool = False
    externals: Mapping[str, Any] = field(default_factory=dict)
    objectives: Mapping[str, Any] = field(default_factory=dict)
    given: frozenset[str] = frozenset()
    made_up: frozenset[str] = frozenset()
    account_id: str | None = None
    earlier: StackSet | None = None

    @cached_property
    def declared(self) -> frozenset[str]:
        """Every text that the configuration declares, whatever groups it has them in."""
        return frozenset(_texts(self.externals))

    @property
    def accounts(self) -> tuple[str | None, ...]:
        """How the account of the stacks may be written; None where a text does not name one."""
        return (None, self.account_id or ACCOUNT, ACCOUNT)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for member in value.values():
            yield from _texts(member)
    elif isinstance(value, list | tuple):
        for member in value:
            yield from _texts(member)
    else:
        yield str(value)
