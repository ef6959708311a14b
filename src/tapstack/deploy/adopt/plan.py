"""What is to be adopted where, and what is not and why. Nothing here writes."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tapstack.deploy.adopt.derive import Derived, derive
from tapstack.deploy.adopt.fitness import unfit
from tapstack.deploy.retained import Found
from tapstack.render import Stack


@dataclass(frozen=True, slots=True)
class Left:
    """A retained resource that is not adopted. ``is_absent`` if nothing is there: the next deployment makes it."""

    region: str
    logical_id: str
    why: str
    is_absent: bool = False


@dataclass(frozen=True)
class Plan:
    """``found`` holds, by region in the order of deployment, what the stack of that region is to have.

    ``stack_name`` is the name of the new stacks; ``left`` is what is not adopted.
    """

    stack_name: str
    derived: Derived
    found: Mapping[str, tuple[Found, ...]]
    left: tuple[Left, ...] = ()
    text: str = field(default="", repr=False)

    @property
    def regions(self) -> tuple[str, ...]:
        """Where anything is adopted."""
        return tuple(region for region, ones in self.found.items() if ones)

    def missing(self, region: str) -> tuple[Found, ...]:
        """What the region's stack does not have yet."""
        return tuple(found for found in self.found[region] if found.owner is None)


def plan(
    template: Mapping[str, Any],
    stacks: Mapping[str, Stack],
    every: Iterable[Found],
    stack_name: str,
    without: Collection[str] = (),
) -> Plan:
    """What can be adopted of ``every``, but for the logical ids in ``without``."""
    fit: list[Found] = []
    left: list[Left] = []
    for found in every:
        why = "it was not asked for" if found.retained.logical_id in without else unfit(found, stack_name)
        if why is None:
            fit.append(found)
        else:
            left.append(Left(found.retained.region, found.retained.logical_id, why, found.is_absent))
    derived = derive(template, _places(fit), _present(stacks))
    left += [Left(region, name, why) for (region, name), why in derived.refused.items()]
    adopted = {region: _of(region, fit, derived) for region in stacks}
    return Plan(stack_name, derived, adopted, tuple(left), json.dumps(derived.body, separators=(",", ":")))


def _of(region: str, fit: Iterable[Found], derived: Derived) -> tuple[Found, ...]:
    """In an order in which what others refer to comes first."""
    mine = [found for found in fit if found.retained.region == region]
    return tuple(found for found in reversed(mine) if region in derived.imported.get(found.retained.logical_id, ()))


def _places(fit: Iterable[Found]) -> dict[str, frozenset[str]]:
    places: dict[str, frozenset[str]] = {}
    for found in fit:
        name = found.retained.logical_id
        places[name] = places.get(name, frozenset()) | {found.retained.region}
    return places


def _present(stacks: Mapping[str, Stack]) -> dict[str, frozenset[str]]:
    names = {name for stack in stacks.values() for name in stack.bodies}
    return {name: frozenset(region for region, stack in stacks.items() if name in stack.bodies) for name in names}
