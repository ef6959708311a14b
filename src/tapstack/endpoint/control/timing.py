"""Control calls about time, and what goes on in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tapstack.endpoint.control.call import Call
from tapstack.endpoint.control.desk import Desk
from tapstack.endpoint.control.parameters import REQUIRED, Parameter
from tapstack.endpoint.control.troubled import troubles
from tapstack.simulate.stackset.statuses import QUEUED, RUNNING, STOPPING

_SECONDS = Parameter("seconds", float, "Virtual seconds.", REQUIRED, least=0)
_SPEED = Parameter("speed", float, "Virtual seconds in a second of the wall clock.", REQUIRED, least=0)


def state(desk: Desk, given: Mapping[str, Any]) -> dict[str, Any]:
    """The time, what is under way, and what goes wrong."""
    del given
    return {**_time(desk), "stacks": _stacks(desk), "operations": _operations(desk), **troubles(desk.troubles)}


def _time(desk: Desk) -> dict[str, Any]:
    clock, pace = desk.account.clock, desk.pace
    time = {"time": clock.moment.isoformat(), "seconds": clock.seconds}
    return {**time, "speed": pace.speed, "paused": pace.is_paused}


def _stacks(desk: Desk) -> list[dict[str, Any]]:
    """Those in progress, with their resources in progress."""
    return [
        {
            "region": live.owner.region,
            "stack": live.owner.stack_name,
            "status": str(live.status),
            "resources": {one.logical_id: str(one.status) for one in live.resources.values() if one.status.in_progress},
        }
        for live in desk.account.engine.stacks.values()
        if live.status.in_progress
    ]


def _operations(desk: Desk) -> list[dict[str, Any]]:
    """Those of StackSets that run or wait."""
    return [
        {"region": region, "stack_set": name, "operation": operation.id, "status": operation.status}
        for region, sets in desk.account.stack_sets_by_region().items()
        for name, stack_set in sets.sets.items()
        for operation in stack_set.operations.values()
        if operation.status in (QUEUED, RUNNING, STOPPING)
    ]


def step(desk: Desk, given: Mapping[str, Any]) -> dict[str, Any]:
    """Time passes at once."""
    desk.pace.step(given["seconds"])
    return _time(desk)


def pause(desk: Desk, given: Mapping[str, Any]) -> dict[str, Any]:
    """Time stands still."""
    del given
    desk.pace.pause()
    return _time(desk)


def resume(desk: Desk, given: Mapping[str, Any]) -> dict[str, Any]:
    """Time passes."""
    del given
    desk.pace.resume()
    return _time(desk)


def speed(desk: Desk, given: Mapping[str, Any]) -> dict[str, Any]:
    """Time passes faster, or slower."""
    desk.pace.speed = given["speed"]
    return _time(desk)


CALLS = (
    Call("state", "Tells the time, what is under way, and what is made to go wrong.", state, method="GET"),
    Call("step", "Lets so many virtual seconds pass at once, and answers when they have.", step, (_SECONDS,)),
    Call("pause", "Stops time: nothing goes on but by steps.", pause),
    Call("resume", "Lets time pass again.", resume),
    Call("speed", "Sets how fast time passes; no time that has passed is made up for.", speed, (_SPEED,)),
)
