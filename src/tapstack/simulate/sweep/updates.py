"""An update that touches as much as one can, found by trying the template's own parameters in forks of a world."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tapstack.facts.physical_names import name_rules
from tapstack.facts.regions import is_region
from tapstack.simulate.adapters.workshop import Workshop
from tapstack.simulate.cloud import open_cloud
from tapstack.simulate.deployment.deploy import create, update
from tapstack.simulate.deployment.world import World
from tapstack.simulate.engine.changes import replaced
from tapstack.simulate.sweep.forks import Forks

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject
    from tapstack.template.declaration import Declaration

_TAKEN = "taken"


def wide_update(subject: Subject, *, seed: int = 0) -> dict[str, str]:
    """Other values of as many parameters as can change together in one update that succeeds.

    Nothing is replaced that has a fixed name, or that is to be kept. Empty where the template cannot be deployed.
    """
    chosen: dict[str, str] = {}
    with open_cloud(seed=seed) as cloud:
        world = World(cloud, subject, Workshop(cloud))
        if create(world).status != "SUCCEEDED":
            return {}
        for name, declaration in subject.parameters.declarations.items():
            for value in _other_values(declaration, str(subject.values.values[name])):
                changed = {**chosen, name: value}
                if _sensible(subject, chosen, changed) and _succeeds(world, changed):
                    chosen = changed
                    break
    return chosen


def _succeeds(world: World, changed: Mapping[str, str]) -> bool:
    """Whether the update goes through, tried in a fork: nothing of it remains here."""
    forks = Forks(1)
    if forks.fork():
        with forks.ending():
            forks.text = _TAKEN if update(world, changed).status == "SUCCEEDED" else "refused"
    return forks.finish() == [_TAKEN]


def _other_values(declaration: Declaration, now: str) -> Iterator[str]:
    """Values beside the present one: of the allowed, the next number, a text with a letter more."""
    if is_region(now) or not now:
        return
    if declaration.allowed_values:
        yield from [value for value in declaration.allowed_values if value != now][:1]
    elif declaration.type.name == "Number":
        yield str(int(float(now)) + 1)
    else:
        yield f"{now}2"


def _sensible(subject: Subject, before: Mapping[str, str], changed: Mapping[str, str]) -> bool:
    """Whether the values change something, and replace nothing that cannot, or must not, be replaced."""
    old, new = subject.in_world(before, subject.regions), subject.in_world(changed, subject.regions)
    differs = any(new.stacks[region].bodies != stack.bodies for region, stack in old.stacks.items())
    return differs and not any(_clashes(subject, new))


def _clashes(subject: Subject, world: Subject) -> Iterator[bool]:
    """Whether each resource would be replaced though its name is fixed, or it is one that is to be kept."""
    for region, stack in world.stacks.items():
        before = subject.stacks[region].resources
        for name, resource in stack.resources.items():
            if name in before and isinstance(resource.properties, dict):
                old, new = before[name].properties, resource.properties
                names = [rule.name for rule in name_rules(resource.type) if rule.scope]
                fixed = any(one in new and new[one] == old.get(one) for one in names)
                kept = str(resource.body.get("DeletionPolicy", "")).startswith("Retain")
                yield (fixed or kept) and any(replaced(resource.type, old, new))
