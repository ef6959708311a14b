"""One deployment of the StackSet into all its regions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tapstack.simulate.deployment.world import NAME

if TYPE_CHECKING:
    from tapstack.simulate.deployment.world import World
    from tapstack.simulate.stackset import Operation, Wish


def preferences(regions: Sequence[str]) -> dict[str, Any]:
    """One region after the other, in this order, none after one that failed."""
    return {
        "RegionConcurrencyType": "SEQUENTIAL",
        "RegionOrder": list(regions),
        "FailureToleranceCount": 0,
        "MaxConcurrentCount": 1,
    }


def create(world: World, wish: Wish | None = None, regions: Sequence[str] | None = None) -> Operation:
    """Make the set if there is none, and its instances in these regions, or in all; how that ended."""
    if NAME not in world.stack_sets.sets:
        world.stack_sets.create_stack_set(NAME, wish or world.wish(), managed=True)
    regions = regions or world.regions
    operation = world.stack_sets.create_stack_instances(
        NAME, [world.cloud.account_id], regions, given=preferences(regions)
    )
    return world.clock.finish(world.stack_sets.wait(operation))


def update(world: World, parameters: Mapping[str, str], regions: Sequence[str] | None = None) -> Operation:
    """Give the set other values of some parameters, in these regions, or in all; how that ended."""
    return world.clock.finish(world.stack_sets.wait(begin_update(world, parameters, regions)))


def begin_update(world: World, parameters: Mapping[str, str], regions: Sequence[str] | None = None) -> Operation:
    """The same, begun only."""
    return world.stack_sets.update_stack_set(
        NAME,
        world.wish(parameters),
        accounts=regions and [world.cloud.account_id],
        regions=regions,
        given=preferences(regions or world.regions),
    )


def delete(world: World, regions: Sequence[str] | None = None) -> Operation:
    """Take the instances away, in the reverse order of regions."""
    order = list(reversed(regions or world.regions))
    operation = world.stack_sets.delete_stack_instances(
        NAME, [world.cloud.account_id], order, retain=False, given=preferences(order)
    )
    return world.clock.finish(world.stack_sets.wait(operation))
