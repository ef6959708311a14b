"""Health checks that follow the metric of a CloudWatch alarm.

Route 53 follows the stream of data, not the alarm's state. Source: Route 53 Developer Guide, "How Route 53 determines
whether a health check is healthy". How far back it looks for values is said nowhere: that it takes the alarm's last
periods, and for what is missing in them what the alarm says of missing data, is an assumption. It is the quicker one:
an alarm itself looks further back, and so would find a region's silence later. LastKnownStatus is the check's own,
after it was inverted, and it is what a check without a setting has: assumed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.monitoring.alarms import MINUTE
from tapstack.simulate.behaviours.monitoring.evaluation import ALARM, NO_DATA, evaluate
from tapstack.simulate.resources import UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.clock import Steps

_TYPE = "AWS::Route53::HealthCheck"
LAG = 20
"""Seconds after the end of a minute at which Route 53 has judged it, and answers by it: an assumption."""


class Health:
    """``forced`` holds the status of checks, by id, that a fault decides; ``changes`` are id, status and time."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self._status: dict[str, bool] = {}
        self._known: dict[tuple[str, str], dict[str, Any] | None] = {}
        self.forced: dict[str, bool] = {}
        self.changes: list[tuple[str, bool, float]] = []
        life.begin(self._watch())

    def is_healthy(self, check: str) -> bool:
        """Whether a check passes; a new one does, until it is judged. Raises UnsupportedError where no stack has it."""
        if check in self.forced:
            return self.forced[check]
        if not any(place[2] == check for place in self._life.cloud.records.held() if place[1] == _TYPE):
            raise UnsupportedError(f"Health check {check} is not of a stack: not simulated.")
        return self._status.get(check, True)

    def _watch(self) -> Steps[None]:
        while True:
            now = self._life.clock.moment.timestamp()
            yield self._life.clock.pause((now // MINUTE + 1) * MINUTE + LAG - now)
            if self._life.quiet:
                continue
            end = (self._life.clock.moment.timestamp() - LAG) // MINUTE * MINUTE
            for (_, _, check), kept in self._life.cloud.records.of(_TYPE).items():
                self._judge(check, kept["HealthCheckConfig"], end)

    def _judge(self, check: str, config: Mapping[str, Any], end: float) -> None:
        if config["Type"] != "CLOUDWATCH_METRIC":
            raise UnsupportedError(
                f"Health check {check} is of type {config['Type']}; only those of alarms are simulated."
            )
        state = self._state(config["AlarmIdentifier"], end)
        wanted = config.get("InsufficientDataHealthStatus", "LastKnownStatus")
        if state == NO_DATA and wanted == "LastKnownStatus":
            healthy = self._status.get(check, True)
        else:
            healthy = wanted == "Healthy" if state == NO_DATA else state != ALARM
            healthy = healthy != bool(config.get("Inverted"))
        if healthy != self._status.get(check, True):
            self.changes.append((check, healthy, self._life.clock.seconds))
            name = f"{config['AlarmIdentifier']['Name']} {config['AlarmIdentifier']['Region']}"
            self._life.timeline.note(f"health check {name}", "healthy" if healthy else "unhealthy")
        self._status[check] = healthy

    def _state(self, alarm: Mapping[str, str], end: float) -> str:
        """What the alarm's metric says: the settings are those that Route 53 took over when the check was made."""
        region = alarm["Region"]
        settings = self._settings(region, alarm["Name"])
        if settings is None:
            return NO_DATA
        if "MetricName" not in settings or "Threshold" not in settings:
            raise UnsupportedError(f"{alarm['Name']} is not an alarm of one metric and a threshold: not simulated.")
        points = self._life.alarms.points(region, settings, int(settings["EvaluationPeriods"]), end)
        return evaluate(settings, points, NO_DATA)

    def _settings(self, region: str, name: str) -> dict[str, Any] | None:
        """The alarm's settings, which are known even while its region is not in reach."""
        if not self._life.outages.is_out(region):
            self._known[region, name] = self._life.alarms.settings(region, name)
        return self._known.get((region, name))
