"""What holds of the simulated world at any time between two operations, whatever was done to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tapstack.simulate.engine import Status
from tapstack.simulate.engine.remove import EXCEPT_ON_CREATE, RETAIN
from tapstack.simulate.sweep.inventory import inventory

if TYPE_CHECKING:
    from tapstack.simulate.deployment.world import World
    from tapstack.simulate.engine import LiveResource, LiveStack

_LEFT_OPEN = (Status.DELETE_FAILED, Status.ROLLBACK_FAILED, Status.UPDATE_ROLLBACK_FAILED)


def violations(world: World) -> Iterator[str]:
    """What is wrong: a stack in an illegal state, things that nobody owns, things that are owned and not there."""
    for live in world.engine.stacks.values():
        if live.status.in_progress:
            yield f"the stack in {live.owner.region} is left in {live.status}"
        if live.status not in _LEFT_OPEN and live.leftovers:
            yield f"the stack in {live.owner.region} has leftovers that no cleanup has looked at"
    yield from _orphans(world)


def _orphans(world: World) -> Iterator[str]:
    known = set(_names(world))
    for region, kind, name in sorted(inventory(world.cloud, world.regions)):
        plain = name.replace("default/", "")
        if not any(one in plain or plain in one for one in known):
            yield f"{kind} {name}{' in ' + region if region else ''} is there, and no stack knows of it"


def _names(world: World) -> Iterator[str]:
    """Every name that a resource of any stack goes by, or went by when it was left in the account."""
    for live in world.engine.stacks.values():
        for resource in (*live.made(), *live.retained, *live.abandoned, *(one.resource for one in live.leftovers)):
            yield from _names_of(resource)


def _names_of(resource: LiveResource) -> Iterator[str]:
    if resource.made is not None and resource.physical_id:
        yield resource.physical_id.replace("|", "/")
        yield from (value for value in resource.made.attributes.values() if isinstance(value, str) and len(value) > 3)
    if resource.wanted is not None:
        yield from _named(resource.wanted.properties)


def _named(properties: Any) -> Iterator[str]:
    """Records are known by the names that their group gives them."""
    for record in properties.get("RecordSets", []):
        yield f"/{record['Name'].rstrip('.')}./{record['Type']}/{record.get('SetIdentifier', '')}"


def protected(live: LiveStack) -> Iterator[LiveResource]:
    """The resources of a stack that no deletion takes away once the stack has been made."""
    for resource in live.made():
        policy = live.definition_of(resource.logical_id).attribute(resource.logical_id, "DeletionPolicy")
        if policy in (RETAIN, EXCEPT_ON_CREATE):
            yield resource
