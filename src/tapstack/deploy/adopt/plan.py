"""What is to be adopted where, and what is not and why. Nothing here writes."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tapstack.deploy.adopt.derive import Derived, derive
from tapstack.deploy.adopt.fitness import is_of, unfit
from tapstack.deploy.retained import Found
from tapstack.render import Stack


@dataclass(frozen=True, slots=True)
class Left:
    """A retained resource that is not adopted.

    ``is_fine`` if that needs nobody's care: nothing is there, and the next deployment makes it; the StackSet has it; or
    it was not asked for.
    """

    region: str
    logical_id: str
    why: str
    is_fine: bool = False


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
    instances: Collection[str] = (),
) -> Plan:
    """What can be adopted of ``every``, but for the logical ids in ``without``.

    ``instances`` are the ids of the stacks that the StackSet has already.
    """
    fit: list[Found] = []
    left: list[Left] = []
    for found in every:
        region, name = found.retained.region, found.retained.logical_id
        fine = _needs_nothing(found, stack_name, without, instances)
        why = fine or unfit(found, stack_name)
        if why is None:
            fit.append(found)
        else:
            left.append(Left(region, name, why, is_fine=fine is not None))
    derived = derive(template, _places(fit), _present(stacks))
    left += [Left(region, name, why) for (region, name), why in derived.refused.items()]
    adopted = {region: _of(region, fit, derived) for region in stacks}
    return Plan(stack_name, derived, adopted, tuple(left), json.dumps(derived.body, separators=(",", ":")))


def _needs_nothing(found: Found, stack_name: str, without: Collection[str], instances: Collection[str]) -> str | None:
    """Why nobody need care that a resource is not adopted; None where it is to be adopted."""
    if found.retained.logical_id in without:
        return "it was not asked for"
    if found.is_absent:
        return found.why
    if found.owner in instances and not is_of(str(found.owner), stack_name):
        return "the StackSet has it already"
    return None


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
