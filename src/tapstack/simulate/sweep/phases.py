"""The four operations that a sweep breaks: two creations, an update, two deletions, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from tapstack.simulate.deployment.deploy import create, delete, update
from tapstack.simulate.deployment.world import NAME

if TYPE_CHECKING:
    from tapstack.simulate.deployment.world import World
    from tapstack.simulate.stackset import Operation

DAY = 90_000.0
"""Seconds before the deletion: a table that has seeded a replica cannot be deleted for 24 hours."""


class Phase(NamedTuple):
    """``run`` carries it out, and carries out again what is left of it."""

    name: str
    run: Callable[[World], Operation]


def phases(changes: Mapping[str, str]) -> tuple[Phase, ...]:
    """Creation, the update to these values, deletion."""
    return (
        Phase("create", create),
        Phase("update", lambda world: update(world, changes)),
        Phase("delete", _delete_left),
    )


def _delete_left(world: World) -> Operation:
    """The instances that are left, in the reverse order of regions."""
    left = [target.region for target in world.stack_sets.find(NAME).instances]
    return delete(world, [region for region in world.regions if region in left])


def pause(world: World, seconds: float) -> None:
    """Let time pass."""
    world.clock.env.run(until=world.clock.seconds + seconds)
