"""Alarms: that they are there, act, and are quiet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tapstack.deploy.proving.answers import Answer, failed, judged, nothing, passed

if TYPE_CHECKING:
    from tapstack.deploy.proving.asked import Asked


def alarm(asked: Asked) -> Iterator[Answer]:
    """Whether it is there and its actions are on as rendered."""
    told = alarm_of(asked, asked.physical_id)
    if told is None:
        yield failed(f"There is no alarm {asked.physical_id}.")
        return
    wanted, on = asked["ActionsEnabled"].flag_or(True), told.get("ActionsEnabled", True)
    yield judged(on == wanted, f"Its actions are {'on' if on else 'off'}, and should be {'on' if wanted else 'off'}.")


def quiet(asked: Asked) -> Iterator[Answer]:
    """Whether it is in ALARM."""
    told = alarm_of(asked, asked.physical_id) or {}
    state = told.get("StateValue", "")
    why = told.get("StateReason", "")
    if state == "ALARM":
        yield failed(f"It is in ALARM: {why}")
    elif state == "OK":
        yield passed("It is OK.")
    else:
        yield nothing(f"It is in {state or 'no state'}, and says nothing yet: {why or 'nothing was measured'}")


def alarm_of(asked: Asked, name: str, region: str | None = None) -> Mapping[str, Any] | None:
    """An alarm, simple or composite, as CloudWatch tells it; None where there is none of that name."""
    told = asked.client("cloudwatch", region).describe_alarms(
        AlarmNames=[name], AlarmTypes=["MetricAlarm", "CompositeAlarm"]
    )
    found = [*told.get("MetricAlarms", []), *told.get("CompositeAlarms", [])]
    return found[0] if found else None
