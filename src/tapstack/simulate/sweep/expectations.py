"""What must hold after an operation that was broken, and after it was carried out again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tapstack.simulate.deployment.world import NAME
from tapstack.simulate.engine import SETTLED, Status
from tapstack.simulate.invariants import protected
from tapstack.simulate.inventory import Inventory, inventory

if TYPE_CHECKING:
    from tapstack.simulate.deployment.world import World
    from tapstack.simulate.engine import LiveStack
    from tapstack.simulate.stackset import Operation
    from tapstack.simulate.sweep.breaking import Break


@dataclass(frozen=True)
class Before:
    """The world before an operation: what there is, and what the stacks wanted of it."""

    things: Inventory
    wanted: dict[tuple[str, str], Any]
    protected: frozenset[tuple[str, str]]


def before(world: World) -> Before:
    """As it is now."""
    wanted: dict[tuple[str, str], Any] = {}
    kept: set[tuple[str, str]] = set()
    for live in filter(None, map(world.stack, world.regions)):
        region = live.owner.region
        wanted |= {(region, one.logical_id): (one.physical_id, one.there[1].properties) for one in live.made()}
        kept |= {(region, one.physical_id) for one in protected(live)}
    return Before(inventory(world.cloud, world.regions), wanted, frozenset(kept))


def after_break(world: World, was: Before, broken: Break, operation: Operation) -> Iterator[str]:
    """What is wrong after an operation of which one call was refused."""
    if operation.status != "FAILED" and not _may_succeed(broken):
        yield f"the operation ended as {operation.status}, though a call was refused"
    yield from _results(operation, broken)
    yield from _statuses(world, broken)
    now = before(world)
    if broken.phase != "delete" and operation.status != "SUCCEEDED":
        yield from _as_before(was, now)
    yield from _kept(was, now)


def _may_succeed(broken: Break) -> bool:
    """Deleting what an update has replaced may fail without failing the update."""
    return broken.phase == "update" and broken.action == "delete"


def _results(operation: Operation, broken: Break) -> Iterator[str]:
    if _may_succeed(broken):
        return
    for target, result in operation.results.items():
        if target.region == broken.region and f"ResourceLogicalId:{broken.logical_id}," not in result.reason:
            yield f"the result in {target.region} does not name the resource: {result.reason or result.status}"


def _statuses(world: World, broken: Break) -> Iterator[str]:
    for live in world.engine.stacks.values():
        legal = SETTLED | ({Status.DELETE_FAILED} if broken.phase == "delete" else set())
        if live.status not in legal:
            yield f"the stack in {live.owner.region} is left in {live.status}: {live.reason}"
        if live.leftovers or (live.abandoned and not _may_succeed(broken)):
            yield f"the stack in {live.owner.region} has lost track of {_names(live)}"


def _names(live: LiveStack) -> str:
    lost = [one.resource for one in live.leftovers] + live.abandoned
    return ", ".join(resource.logical_id for resource in lost)


def _as_before(was: Before, now: Before) -> Iterator[str]:
    """Nothing more and nothing less is there than before; what is there is as it was wanted."""
    for what, difference in (("left behind", now.things - was.things), ("lost", was.things - now.things)):
        for region, kind, name in sorted(difference):
            yield f"{kind} {name} {('in ' + region) if region else ''} is {what}"
    for key, value in was.wanted.items():
        if key in now.wanted and now.wanted[key] != value:
            yield f"{key[1]} in {key[0]} is not as it was"


def _kept(was: Before, now: Before) -> Iterator[str]:
    """Whatever happens, what is protected stays."""
    names = {name for _, _, name in now.things}
    for region, physical_id in sorted(was.protected):
        if physical_id not in names:
            yield f"{physical_id} in {region} was protected, and is lost"


def after_retry(world: World, operation: Operation, phase: str, regions: Sequence[str]) -> Iterator[str]:
    """What is wrong after the operation was carried out again in these regions without a fault."""
    if operation.status != "SUCCEEDED":
        reasons = [f"{target.region}: {result.reason}" for target, result in operation.results.items() if result.reason]
        yield f"carried out again it ended as {operation.status}: {'; '.join(reasons)}"
        return
    instances = world.stack_sets.find(NAME).instances
    there = {target.region: instance for target, instance in instances.items() if target.region in regions}
    for region in regions:
        if phase == "delete" and region in there:
            yield f"carried out again it left the instance in {region}"
        if phase != "delete" and (region not in there or there[region].status != "CURRENT"):
            yield f"carried out again it did not make the instance in {region} current"
