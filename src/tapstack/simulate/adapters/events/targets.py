"""Targets of a rule. The API has other names than the template within EcsParameters, and the same everywhere else.

Source: resource schema AWS::Events::Rule, and botocore events PutTargets.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tapstack.simulate.adapters.adapter import Bench
from tapstack.simulate.adapters.shapes import lower, upper
from tapstack.simulate.resources import RefusedError

_RENAMED = {"PlacementStrategies": "PlacementStrategy", "TagList": "Tags"}
_IN_LOWER_CASE = ("CapacityProviderStrategy", "PlacementConstraints", "PlacementStrategies")
_NETWORK, _VPC = "AwsVpcConfiguration", "awsvpcConfiguration"


def aim(bench: Bench, rule: str, bus: str, old: list[Any], new: list[Any]) -> None:
    """RemoveTargets and PutTargets; a target that is not taken is a refusal."""
    client, kept = bench.client("events"), [one["Id"] for one in new]
    gone = [one["Id"] for one in old if one["Id"] not in kept]
    if gone:
        client.remove_targets(Rule=rule, EventBusName=bus, Ids=gone)
    if new:
        targets = [_to_api(one) for one in new]
        for failed in client.put_targets(Rule=rule, EventBusName=bus, Targets=targets)["FailedEntries"]:
            raise RefusedError(failed["ErrorCode"], failed["ErrorMessage"], service="EventBridge")


def targets(bench: Bench, rule: str, bus: str) -> list[dict[str, Any]]:
    """The targets that a rule has, in the template's form."""
    told = bench.client("events").list_targets_by_rule(Rule=rule, EventBusName=bus)["Targets"]
    return [_from_api(one) for one in told]


def _to_api(target: Mapping[str, Any]) -> dict[str, Any]:
    ecs = dict(target.get("EcsParameters") or {})
    if not ecs:
        return dict(target)
    ecs = _each(ecs, _IN_LOWER_CASE, lower)
    if _NETWORK in ecs.get("NetworkConfiguration", {}):
        ecs["NetworkConfiguration"] = {_VPC: ecs["NetworkConfiguration"][_NETWORK]}
    return {**target, "EcsParameters": {_RENAMED.get(name, name): value for name, value in ecs.items()}}


def _from_api(target: Mapping[str, Any]) -> dict[str, Any]:
    if "EcsParameters" not in target:
        return dict(target)
    back = {other: name for name, other in _RENAMED.items()}
    ecs = {back.get(name, name): value for name, value in target["EcsParameters"].items()}
    ecs = _each(ecs, _IN_LOWER_CASE, upper)
    if _VPC in ecs.get("NetworkConfiguration", {}):
        ecs["NetworkConfiguration"] = {_NETWORK: ecs["NetworkConfiguration"][_VPC]}
    return {**target, "EcsParameters": ecs}


def _each(given: Mapping[str, Any], names: tuple[str, ...], change: Callable[[Any], Any]) -> dict[str, Any]:
    return {name: change(value) if name in names else value for name, value in given.items()}
