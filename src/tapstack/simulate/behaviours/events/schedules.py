"""Rules that fire by the clock.

Source: EventBridge User Guide, "Creating a rule that runs on a schedule". A rate begins with its rule; what a region
misses while it is out does not come later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.behaviours.events.expressions import next_after, period
from tapstack.simulate.behaviours.events.retrying import deliver

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from typing import Any

    from tapstack.simulate.behaviours.events.rules import Rule
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.clock import Steps
    from tapstack.simulate.cloud.calls import Call


class Schedules:
    """One process for each rule with a schedule, from its making until its end."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self._running: dict[tuple[str, str], str] = {}
        life.cloud.calls.watch("events:PutRule", self._put)

    def _put(self, call: Call, answer: Mapping[str, Any]) -> None:
        del answer
        name, expression = call.params["Name"], call.params.get("ScheduleExpression", "")
        known = self._running.get((call.region, name))
        self._running[call.region, name] = expression
        if expression and expression != known:
            self._life.begin(self._fire(call.region, name, expression))

    def _fire(self, region: str, name: str, expression: str) -> Steps[None]:
        clock, begun = self._life.clock, self._life.clock.moment
        while self._running.get((region, name)) == expression:
            following = next_after(expression, clock.moment, begun)
            yield clock.pause((following - clock.moment).total_seconds())
            if self._life.quiet and period(expression) is not None:
                continue
            if self._life.outages.is_out(region) or self._running.get((region, name)) != expression:
                continue
            rule = next((rule for rule in self._life.events.rules.of(region) if rule.name == name), None)
            if rule is None:
                self._running.pop((region, name), None)
                return
            if rule.enabled:
                self._happens(region, rule, following)

    def _happens(self, region: str, rule: Rule, when: datetime) -> None:
        event = {
            "version": "0",
            "id": self._life.cloud.next_id("event", region),
            "detail-type": "Scheduled Event",
            "source": "aws.events",
            "account": self._life.cloud.account_id,
            "time": when.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "region": region,
            "resources": [rule.arn],
            "detail": {},
        }
        for target in rule.targets:
            self._life.begin(deliver(self._life, rule, target, event))
