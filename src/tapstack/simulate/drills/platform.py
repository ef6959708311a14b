"""What of a pair of stacks a drill works with, found by type: streams, tables, names, queues, buckets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tapstack.simulate.resources import UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.deployment import World
    from tapstack.simulate.engine import LiveStack


@dataclass(frozen=True)
class Platform:
    """Names are physical. ``source`` is deployed last; streams, queues and buckets are by region."""

    source: str
    target: str
    zone_name: str
    streams: Mapping[str, str]
    functions: Mapping[str, str]
    queues: Mapping[str, str]
    keys: Mapping[str, str]
    buckets: Mapping[str, str]
    table: str
    machine: str
    bus: str
    values: Mapping[str, Any]

    @property
    def regions(self) -> tuple[str, str]:
        """The target, then the source: the order in which they are deployed."""
        return self.target, self.source


def platform(world: World) -> Platform:
    """The platform that is deployed. Raises UnsupportedError where a part that drills need is not there."""
    target, source = world.regions[0], world.regions[-1]
    stacks = {region: _there(world, region) for region in (target, source)}
    mappings = {region: _consumer(stack) for region, stack in stacks.items()}
    return Platform(
        source=source,
        target=target,
        zone_name=_failover_name(stacks[source]),
        streams={region: mapping["EventSourceArn"].rpartition("/")[2] for region, mapping in mappings.items()},
        functions={region: mapping["FunctionName"] for region, mapping in mappings.items()},
        queues={
            region: mapping["DestinationConfig"]["OnFailure"]["Destination"].rpartition(":")[2]
            for region, mapping in mappings.items()
        },
        keys={region: _physical(stack, "AWS::KMS::Key") for region, stack in stacks.items()},
        buckets={region: _replicated(stacks, region) for region in (target, source)},
        table=_first(stacks[source], "AWS::DynamoDB::GlobalTable")["TableName"],
        machine=_physical(stacks[target], "AWS::StepFunctions::StateMachine"),
        bus=_physical(stacks[source], "AWS::Events::EventBus"),
        values=dict(stacks[source].definition.values.values),
    )


def _there(world: World, region: str) -> LiveStack:
    stack = world.stack(region)
    if stack is None:
        raise UnsupportedError(f"There is no stack in {region} to drill.")
    return stack


def _all(stack: LiveStack, kind: str) -> list[tuple[str, Mapping[str, Any]]]:
    """Physical id and properties of every resource of a type that is made."""
    return [
        (one.physical_id, one.there[1].properties)
        for one in stack.resources.values()
        if one.type == kind and one.made is not None
    ]


def _first(stack: LiveStack, kind: str) -> Mapping[str, Any]:
    for _, properties in _all(stack, kind):
        return properties
    raise UnsupportedError(f"Drills need a resource of type {kind} in {stack.owner.region}, and there is none.")


def _physical(stack: LiveStack, kind: str) -> str:
    return next((physical for physical, _ in _all(stack, kind)), "")


def _consumer(stack: LiveStack) -> Mapping[str, Any]:
    """The mapping of the stream in whose name most batches run: a mirror has one at a time."""
    found = [
        properties
        for _, properties in _all(stack, "AWS::Lambda::EventSourceMapping")
        if ":kinesis:" in properties["EventSourceArn"]
    ]
    if not found:
        raise UnsupportedError(f"Drills need a function that reads a stream in {stack.owner.region}; there is none.")
    return max(found, key=lambda one: int(one.get("ParallelizationFactor") or 1))


def _failover_name(stack: LiveStack) -> str:
    for _, properties in _all(stack, "AWS::Route53::RecordSetGroup"):
        for record in properties.get("RecordSets", ()):
            if "Failover" in record:
                return str(record["Name"])
    for _, properties in _all(stack, "AWS::Route53::RecordSet"):
        if "Failover" in properties:
            return str(properties["Name"])
    raise UnsupportedError(f"Drills need failover records in {stack.owner.region}, and there are none.")


def _replicated(stacks: Mapping[str, LiveStack], region: str) -> str:
    """The bucket of a region that replicates, or into which another's does."""
    every = [
        properties["ReplicationConfiguration"]["Rules"][0]["Destination"]["Bucket"].rpartition(":")[2]
        for stack in stacks.values()
        for _, properties in _all(stack, "AWS::S3::Bucket")
        if "ReplicationConfiguration" in properties
    ]
    for physical, properties in _all(stacks[region], "AWS::S3::Bucket"):
        if "ReplicationConfiguration" in properties or physical in every:
            return physical
    return ""
