"""A deployment, for people and for programs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tapstack.findings import plain, redact

if TYPE_CHECKING:
    from tapstack.simulate.deployment import Deployment
    from tapstack.simulate.engine import StackEvent

_WIDTH = 16
_ITEM = re.compile(r"/\d+")


def human(deployed: Deployment, secrets: frozenset[str], *, events: bool) -> str:
    """A line for each region, what was refused, and how much of it was executed."""
    lines = list(_lines(deployed, events=events))
    return "".join(redact(plain(line), secrets) + "\n" for line in lines)


def _lines(deployed: Deployment, *, events: bool) -> Iterator[str]:
    if events:
        yield from map(event_line, deployed.events)
        yield ""
    for target, result in deployed.operation.results.items():
        status = deployed.stacks.get(target.region, "no stack")
        made = sum(one.region == target.region and one.how != "not made" for one in deployed.outcomes)
        yield f"{target.region:{_WIDTH}} {result.status:10} {status:16} {made} resources"
        if result.reason:
            yield f"{'':{_WIDTH}} {result.reason}"
    counts = Counter(outcome.how for outcome in deployed.outcomes)
    yield f"{deployed.operation.status} after {deployed.seconds:.0f} s of simulated time."
    told = deployed.fidelity
    yield (
        f"Resources: {counts['executed']} executed, {counts['recorded']} recorded only, {counts['not made']} not made. "
        f"Properties: {told['properties told back']} told back, {told['properties recorded']} recorded only, "
        f"{told['properties lost']} lost."
    )
    yield from _not_executed(deployed)


def _not_executed(deployed: Deployment) -> Iterator[str]:
    """What the simulated services do not hold: by type and property, and how often."""
    recorded = Counter(
        f"{one.type} {_ITEM.sub('/*', path)}"
        for one in deployed.outcomes
        if one.how == "executed"
        for path in one.recorded
    )
    for what, count in sorted(recorded.items()):
        yield f"  recorded only: {what} ({count})"
    for one in deployed.outcomes:
        for lost in one.lost:
            yield f"  lost: {one.region} {one.logical_id} {lost.path}"


def event_line(event: StackEvent) -> str:
    """A stack event on one line."""
    reason = f"  {event.reason}" if event.reason else ""
    return f"{event.seconds:9.1f}  {event.region:{_WIDTH}} {event.status:28} {event.logical_id} ({event.type}){reason}"


def document(deployed: Deployment) -> dict[str, Any]:
    """``{"version": 1, "operation", "stacks", "resources", "fidelity", "events"}``."""
    operation = deployed.operation
    results = [
        {"account": target.account, "region": target.region, "status": result.status, "reason": result.reason}
        for target, result in operation.results.items()
    ]
    resources = [
        {
            "region": one.region,
            "logicalId": one.logical_id,
            "type": one.type,
            "physicalId": one.physical_id,
            "status": one.status,
            "reason": one.reason,
            "how": one.how,
            "recorded": list(one.recorded),
            "lost": [lost.path for lost in one.lost],
        }
        for one in deployed.outcomes
    ]
    return {
        "version": 1,
        "operation": {"id": operation.id, "status": operation.status, "results": results},
        "seconds": deployed.seconds,
        "stacks": dict(deployed.stacks),
        "resources": resources,
        "fidelity": deployed.fidelity,
        "events": [_event(event) for event in deployed.events],
    }


def _event(event: StackEvent) -> dict[str, Any]:
    """In the names of DescribeStackEvents."""
    return {
        "Seconds": event.seconds,
        "Region": event.region,
        "StackName": event.stack,
        "LogicalResourceId": event.logical_id,
        "PhysicalResourceId": event.physical_id,
        "ResourceType": event.type,
        "ResourceStatus": str(event.status),
        "ResourceStatusReason": event.reason,
    }
