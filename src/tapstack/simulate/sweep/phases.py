"""The four operations that a sweep breaks: two creations, an update, two deletions, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tapstack.simulate.deployment.deploy import create, delete, update
from tapstack.simulate.deployment.world import NAME

if TYPE_CHECKING:
    from tapstack.simulate.deployment.world import World
    from tapstack.simulate.stackset import Operation

DAY = 90_000.0
"""Seconds before the deletion: a table that has seeded a replica cannot be deleted for 24 hours."""


class Phase(NamedTuple):
    """``run`` carries it out in these regions, or carries out again what is left of it."""

    name: str
    run: Callable[[World, Sequence[str]], Operation]


def phases(changes: Mapping[str, str]) -> tuple[Phase, ...]:
    """Creation, the update to these values, deletion."""
    return (
        Phase("create", lambda world, regions: create(world, regions=regions)),
        Phase("update", lambda world, regions: update(world, changes, regions=regions)),
        Phase("delete", _delete_left),
    )


def _delete_left(world: World, regions: Sequence[str]) -> Operation:
    """Those of the instances that are left, in the reverse order of regions."""
    left = {target.region for target in world.stack_sets.find(NAME).instances}
    return delete(world, [region for region in regions if region in left])


def up_to(world: World, phase: str, region: str) -> tuple[str, ...]:
    """The regions in which an operation that was broken in one is carried out again: what follows is as it was."""
    order = world.regions if phase != "delete" else tuple(reversed(world.regions))
    return tuple(one for one in world.regions if order.index(one) <= order.index(region))


def pause(world: World, seconds: float) -> None:
    """Let time pass."""
    world.clock.env.run(until=world.clock.seconds + seconds)
