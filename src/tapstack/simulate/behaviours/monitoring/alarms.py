"""Alarms: evaluated every minute from what was measured, and told to whom their actions name.

Source: CloudWatch User Guide, "Alarm evaluation" and "Alarm evaluation window": periods of several minutes end with
the minute, not by the clock, and slide. A minute's value is there some seconds after its end: assumed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.monitoring.evaluation import ALARM, FURTHER_BACK, NO_DATA, OK, evaluate
from tapstack.simulate.behaviours.monitoring.metrics import Sample
from tapstack.simulate.resources import UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.clock import Steps

MINUTE = 60
_TYPE = "AWS::CloudWatch::Alarm"
SETTLING = 10
"""Seconds after the end of a minute at which its values are evaluated: an assumption."""
_ACTIONS: Mapping[str, str] = {ALARM: "AlarmActions", OK: "OKActions", NO_DATA: "InsufficientDataActions"}


class Alarms:
    """The alarms of all regions; ``changes`` are region, name, state and time of each change of a state."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self.changes: list[tuple[str, str, str, float]] = []
        for region in life.world.regions:
            life.begin(self._watch(region))

    def settings(self, region: str, name: str) -> dict[str, Any] | None:
        """An alarm as it is set; None where there is none."""
        found = self._life.client("cloudwatch", region).describe_alarms(AlarmNames=[name])["MetricAlarms"]
        return found[0] if found else None

    def points(self, region: str, alarm: Mapping[str, Any], count: int, end: float) -> list[float | None]:
        """The last ``count`` datapoints of an alarm's metric before ``end``, in seconds since 1970; the newest last."""
        period, pairs = int(alarm["Period"]), {one["Name"]: one["Value"] for one in alarm.get("Dimensions", ())}
        last = int(end // MINUTE) * MINUTE
        start, found = last - count * period, dict[int, Sample]()
        values = self._life.metrics.between(region, alarm["Namespace"], alarm["MetricName"], pairs, start, last)
        for minute, sample in values.items():
            found.setdefault((minute - start) // period, Sample()).values.extend(sample.values)
        statistic = alarm.get("Statistic") or alarm["ExtendedStatistic"]
        return [found[place].statistic(statistic) if place in found else None for place in range(count)]

    def _watch(self, region: str) -> Steps[None]:
        while True:
            now = self._life.clock.moment.timestamp()
            yield self._life.clock.pause((now // MINUTE + 1) * MINUTE + SETTLING - now)
            yield self._life.outages.back(region)
            if self._life.quiet:
                continue
            end = (self._life.clock.moment.timestamp() - SETTLING) // MINUTE * MINUTE
            told = self._life.client("cloudwatch", region).describe_alarms(AlarmTypes=["MetricAlarm", "CompositeAlarm"])
            for alarm in told.get("CompositeAlarms", ()):
                raise UnsupportedError(f"{alarm['AlarmName']} is a composite alarm: not simulated.")
            for alarm in told["MetricAlarms"]:
                self._evaluate(region, alarm, end)

    def _evaluate(self, region: str, alarm: Mapping[str, Any], end: float) -> None:
        _check(alarm, self._life.cloud.records.get(region, _TYPE, alarm["AlarmName"]) or {})
        points = self.points(region, alarm, int(alarm["EvaluationPeriods"]) + FURTHER_BACK, end)
        state = evaluate(alarm, points, alarm["StateValue"])
        if state != alarm["StateValue"]:
            self._turn(region, alarm, state)

    def _turn(self, region: str, alarm: Mapping[str, Any], state: str) -> None:
        """The alarm is in another state; whom it names is told."""
        name, reason = alarm["AlarmName"], f"Threshold Crossed: the state is {state}"
        client = self._life.client("cloudwatch", region)
        client.set_alarm_state(AlarmName=name, StateValue=state, StateReason=reason)
        self.changes.append((region, name, state, self._life.clock.seconds))
        self._life.timeline.note(name, state, region)
        if not alarm.get("ActionsEnabled", True):
            return
        for action in alarm.get(_ACTIONS[state], ()):
            if action.split(":")[2] != "sns":
                raise UnsupportedError(f"{name} acts by {action}: only topics are simulated.")
            message = _message(alarm, state, reason, self._life.clock.moment.astimezone(UTC).isoformat())
            self._life.topics.publish(
                region,
                action,
                message,
                subject=f'{state}: "{name}" in {region}',
                principal="cloudwatch.amazonaws.com",
                source_arn=alarm["AlarmArn"],
            )


def _check(alarm: Mapping[str, Any], kept: Mapping[str, Any]) -> None:
    """Raises UnsupportedError for an alarm that is evaluated in another way than is simulated."""
    name = alarm["AlarmName"]
    if "MetricName" not in alarm or "Threshold" not in alarm:
        raise UnsupportedError(f"{name} is not an alarm of one metric and a threshold: not simulated.")
    if int(alarm["Period"]) % MINUTE:
        raise UnsupportedError(f"{name} has a period of {alarm['Period']} seconds: only minutes are simulated.")
    if kept:
        raise UnsupportedError(f"{', '.join(sorted(kept))} of the alarm {name}: not simulated.")


def _message(alarm: Mapping[str, Any], state: str, reason: str, when: str) -> str:
    """The most of what CloudWatch tells."""
    about = {
        "AlarmName": alarm["AlarmName"],
        "AlarmDescription": alarm.get("AlarmDescription"),
        "NewStateValue": state,
        "OldStateValue": alarm["StateValue"],
        "NewStateReason": reason,
        "StateChangeTime": when,
        "AlarmArn": alarm["AlarmArn"],
    }
    return json.dumps(about)
