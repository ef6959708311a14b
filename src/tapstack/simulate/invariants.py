"""What holds of the simulated world at any time between two operations, whatever was done to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tapstack.simulate.engine import Status
from tapstack.simulate.engine.remove import EXCEPT_ON_CREATE, RETAIN
from tapstack.simulate.inventory import inventory

if TYPE_CHECKING:
    from tapstack.simulate.deployment.world import World
    from tapstack.simulate.engine import LiveResource, LiveStack

_LEFT_OPEN = (Status.DELETE_FAILED, Status.ROLLBACK_FAILED, Status.UPDATE_ROLLBACK_FAILED)


def violations(world: World) -> Iterator[str]:
    """What is wrong: a stack in an illegal state, things that nobody owns, things that are to be kept and are lost."""
    for live in world.engine.stacks.values():
        if live.status.in_progress:
            yield f"the stack in {live.owner.region} is left in {live.status}"
        if live.status not in _LEFT_OPEN and live.leftovers:
            yield f"the stack in {live.owner.region} has leftovers that no cleanup has looked at"
    things = [(region, kind, _plain(name)) for region, kind, name in sorted(inventory(world.cloud, world.regions))]
    yield from _orphans(world, things)
    yield from _lost(world, {name for _, _, name in things})


def _orphans(world: World, things: list[tuple[str, str, str]]) -> Iterator[str]:
    known = set(_names(world))
    for region, kind, name in things:
        if name not in known:
            yield f"{kind} {name}{' in ' + region if region else ''} is there, and no stack knows of it"


def _lost(world: World, there: set[str]) -> Iterator[str]:
    """What a stack protects, or has left in the account, and what is not there any more."""
    for live in world.engine.stacks.values():
        for resource in (*protected(live), *live.retained):
            if there.isdisjoint(_names_of(resource)):
                yield f"{resource.logical_id} in {live.owner.region} is to be kept, and is lost"


def _plain(name: str) -> str:
    """A thing's name as stacks know it: rules of the default bus alone, records without their zone."""
    if name.startswith("/hostedzone/"):
        return name.removeprefix("/hostedzone/").partition("/")[2] or name.removeprefix("/hostedzone/")
    return name.removeprefix("default/").replace("|", "/")


def _names(world: World) -> Iterator[str]:
    """Every name that a resource of any stack goes by, or went by when it was left in the account."""
    for live in world.engine.stacks.values():
        for resource in (*live.made(), *live.retained, *live.abandoned, *(one.resource for one in live.leftovers)):
            yield from _names_of(resource)


def _names_of(resource: LiveResource) -> Iterator[str]:
    if resource.made is not None and resource.physical_id:
        yield resource.physical_id.replace("|", "/")
        yield from (value for value in resource.made.attributes.values() if isinstance(value, str))
    if resource.wanted is not None:
        yield from _named(resource.wanted.properties)


def _named(properties: Any) -> Iterator[str]:
    """Records are known by the names that their group gives them."""
    for record in properties.get("RecordSets", []):
        yield f"{record['Name'].rstrip('.')}./{record['Type']}/{record.get('SetIdentifier', '')}"


def protected(live: LiveStack) -> Iterator[LiveResource]:
    """The resources of a stack that no deletion takes away once the stack has been made."""
    return (one for one in live.made() if live.policy(one.logical_id) in (RETAIN, EXCEPT_ON_CREATE))
