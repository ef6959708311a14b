"""What came of a deployment, resource by resource, for reports and verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tapstack.simulate.adapters.catalogue import adapter
from tapstack.simulate.adapters.recorded import RecordedAdapter
from tapstack.simulate.deployment.readback import Difference, differences

if TYPE_CHECKING:
    from tapstack.simulate.deployment.world import World
    from tapstack.simulate.engine import LiveResource, LiveStack, StackEvent
    from tapstack.simulate.stackset import Operation, Progress

EXECUTED, RECORDED, NOT_MADE = "executed", "recorded", "not made"
NOT_BEGUN = "not begun"


@dataclass(frozen=True)
class ResourceOutcome:
    """``how`` is executed (a service has it), recorded (only the world's records have it) or not made.

    ``recorded`` are the properties, or parts of them, that the simulated service does not hold and the records do;
    ``lost`` are those that it should have told back and did not.
    """

    region: str
    logical_id: str
    type: str
    status: str
    reason: str
    physical_id: str
    how: str
    told: tuple[str, ...] = ()
    recorded: tuple[str, ...] = ()
    lost: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class Deployment:
    """``stacks`` are the statuses by region; a region that was not tried has none."""

    operation: Operation
    stacks: Mapping[str, str]
    outcomes: tuple[ResourceOutcome, ...]
    events: tuple[StackEvent, ...]
    progress: tuple[Progress, ...]
    seconds: float

    @property
    def succeeded(self) -> bool:
        """Whether every region has its stack."""
        return self.operation.status == "SUCCEEDED"

    @property
    def fidelity(self) -> dict[str, int]:
        """How many resources and properties were executed, recorded, or neither."""
        counts = Counter(f"resources {outcome.how}" for outcome in self.outcomes)
        counts["properties told back"] = sum(len(outcome.told) for outcome in self.outcomes)
        counts["properties recorded"] = sum(len(outcome.recorded) for outcome in self.outcomes)
        counts["properties lost"] = sum(len(outcome.lost) for outcome in self.outcomes)
        return dict(counts)


def deployment(world: World, operation: Operation, progress: tuple[Progress, ...]) -> Deployment:
    """What there is in the world after an operation."""
    stacks, outcomes, events = {}, list[ResourceOutcome](), list["StackEvent"]()
    for region in world.regions:
        for live in (one for one in world.engine.stacks.values() if one.owner.region == region):
            stacks[region] = str(live.status)
            events += live.events
            outcomes += [_outcome(world, live, name) for name in live.definition.stack.bodies]
    events.sort(key=lambda event: event.seconds)
    return Deployment(operation, stacks, tuple(outcomes), tuple(events), progress, world.clock.seconds)


def _outcome(world: World, live: LiveStack, logical_id: str) -> ResourceOutcome:
    resource = live.resources.get(logical_id)
    kind, region = live.definition.type_of(logical_id), live.owner.region
    if resource is None:
        return ResourceOutcome(region, logical_id, kind, "", _reason(live, logical_id) or NOT_BEGUN, "", NOT_MADE)
    bare = ResourceOutcome(
        region, logical_id, kind, str(resource.status), _reason(live, logical_id), resource.physical_id, NOT_MADE
    )
    return bare if resource.made is None else _compared(world, live, resource, bare)


def _compared(world: World, live: LiveStack, resource: LiveResource, bare: ResourceOutcome) -> ResourceOutcome:
    """With what the service tells of it."""
    made, wanted = resource.there
    kind = adapter(resource.type)
    if kind is None or isinstance(kind, RecordedAdapter):
        return replace(bare, how=RECORDED, recorded=tuple(wanted.properties))
    told = world.workshop.read(live.owner, made, wanted)
    asked = {name: value for name, value in wanted.properties.items() if name not in kind.recorded}
    missing = list(differences(asked, told))
    partly = [one.path for one in missing if kind.loses(one.path)]
    lost = tuple(one for one in missing if one.path not in partly)
    recorded = tuple(name for name in wanted.properties if name in kind.recorded)
    return replace(bare, how=EXECUTED, told=tuple(asked), recorded=(*recorded, *partly), lost=lost)


def _reason(live: LiveStack, logical_id: str) -> str:
    """Why the resource failed, if it did."""
    failed = [event for event in live.events if event.logical_id == logical_id and event.status.endswith("FAILED")]
    return failed[0].reason if failed else ""
