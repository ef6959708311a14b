"""Rules that fire by the clock.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html: on the default bus, in
UTC. What a region misses while it is out does not come later: assumed; so is that a rule which is put again with the
same schedule goes on with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.behaviours.events.arrival import Arrival
from tapstack.simulate.behaviours.events.expressions import next_after, period
from tapstack.simulate.behaviours.events.rules import DEFAULT, name_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from typing import Any

    from tapstack.simulate.behaviours.events.rules import Rule
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.clock import Steps
    from tapstack.simulate.cloud.calls import Call


class _Run:
    """One process: it ends when its rule has another, or none."""

    def __init__(self, expression: str) -> None:
        self.expression = expression


class Schedules:
    """One process for each rule with a schedule, from its making until its end."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self._running: dict[tuple[str, str], _Run] = {}
        life.cloud.calls.watch("events:PutRule", self._put)
        life.cloud.calls.watch("events:DeleteRule", self._delete)

    def _put(self, call: Call, answer: Mapping[str, Any]) -> None:
        del answer
        place, expression = (call.region, call.params["Name"]), call.params.get("ScheduleExpression", "")
        if name_of(call.params.get("EventBusName", DEFAULT)) != DEFAULT:
            return
        if not expression:
            self._running.pop(place, None)
        elif place not in self._running or self._running[place].expression != expression:
            run = self._running[place] = _Run(expression)
            self._life.begin(self._fire(place, run))

    def _delete(self, call: Call, answer: Mapping[str, Any]) -> None:
        del answer
        if name_of(call.params.get("EventBusName", DEFAULT)) == DEFAULT:
            self._running.pop((call.region, call.params["Name"]), None)

    def _fire(self, place: tuple[str, str], run: _Run) -> Steps[None]:
        """Raises UnsupportedError for what is no schedule."""
        clock = self._life.clock
        begun = last = clock.moment
        while self._running.get(place) is run:
            last = next_after(run.expression, last, begun)
            yield clock.pause((last - clock.moment).total_seconds())
            if self._life.quiet and period(run.expression) is not None:
                continue
            if self._running.get(place) is run and not self._life.outages.is_out(place[0]):
                self._happen(place, last)

    def _happen(self, place: tuple[str, str], when: datetime) -> None:
        region, name = place
        rule = next((rule for rule in self._life.events.rules.of(region) if rule.name == name), None)
        if rule is not None and rule.enabled:
            self._life.events.fire(rule, self._arrival(rule, when))

    def _arrival(self, rule: Rule, when: datetime) -> Arrival:
        time = when.strftime("%Y-%m-%dT%H:%M:%SZ")
        event = {
            "version": "0",
            "id": self._life.cloud.next_id("event", rule.region),
            "detail-type": "Scheduled Event",
            "source": "aws.events",
            "account": self._life.cloud.account_id,
            "time": time,
            "region": rule.region,
            "resources": [rule.arn],
            "detail": {},
        }
        return Arrival(event, self._life.clock.seconds, time)
