"""Event buses: an event goes to the targets of every rule that fits it.

Source: EventBridge User Guide: events, rules, archives, encryption. What comes to a bus that is not there is lost.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from tapstack.simulate.behaviours.events.archives import Archives
from tapstack.simulate.behaviours.events.arrival import Arrival
from tapstack.simulate.behaviours.events.counts import count
from tapstack.simulate.behaviours.events.encryption import Encryption
from tapstack.simulate.behaviours.events.retrying import deliver
from tapstack.simulate.behaviours.events.rules import DEFAULT, Rules, name_of
from tapstack.simulate.behaviours.events.targets import check
from tapstack.simulate.resources import UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.events.rules import Rule
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.clock import Steps
    from tapstack.simulate.cloud.calls import Call


class Lost(NamedTuple):
    """An event that nothing took; ``rule`` is the name of the rule, or of the bus."""

    rule: str
    event: Mapping[str, Any]
    why: str


class Buses:
    """``lost`` are the events that no target and no dead-letter queue took; ``seen`` is all that came to buses."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self.rules = Rules(life)
        self.archives = Archives(life)
        self._encryption = Encryption(life)
        self.lost: list[Lost] = []
        self.seen: list[tuple[float, str, str, Mapping[str, Any]]] = []
        life.cloud.calls.watch("events:PutEvents", self._put)

    def put(self, region: str, event: Mapping[str, Any], bus: str = DEFAULT, *, sender: str = "") -> None:
        """An event comes to a bus, by name or ARN; what it says of itself is completed."""
        now = _written(self._life.clock.moment)
        whole = {
            "version": "0",
            "id": event.get("id") or self._life.cloud.next_id("event", region),
            "detail-type": event["detail-type"],
            "source": event["source"],
            "account": self._life.cloud.account_id,
            "time": now,
            "region": region,
            "resources": [],
            "detail": {},
            **event,
        }
        name = name_of(bus)
        self.seen.append((self._life.clock.seconds, region, name, whole))
        self._life.begin(self._route(region, name, Arrival(whole, self._life.clock.seconds, now, sender)))

    def fire(self, rule: Rule, arrival: Arrival) -> None:
        """A rule hands an event to each of its targets. Raises UnsupportedError for those that are not simulated."""
        for target in rule.targets:
            check(rule, target)
        count(self._life, rule, "TriggeredRules")
        for target in rule.targets:
            self._life.begin(deliver(self._life, rule, target, arrival))

    def has(self, region: str, bus: str) -> bool:
        """Whether there is a bus, by name or ARN."""
        return self._encryption.bus(region, name_of(bus)) is not None

    def lose(self, region: str, name: str, event: Mapping[str, Any], why: str) -> None:
        """Nothing took an event."""
        self.lost.append(Lost(name, event, why))
        self._life.timeline.note(name, f"an event is lost: {why}", region)

    def _put(self, call: Call, answer: Mapping[str, Any]) -> None:
        """Somebody has called PutEvents. Raises UnsupportedError for global endpoints."""
        if "EndpointId" in call.params:
            raise UnsupportedError("PutEvents through a global endpoint is not simulated.")
        for entry, result in zip(call.params["Entries"], answer["Entries"], strict=True):
            if "EventId" in result:
                event = {
                    "id": result["EventId"],
                    "source": entry["Source"],
                    "detail-type": entry["DetailType"],
                    "detail": json.loads(entry["Detail"]),
                    "resources": list(entry.get("Resources", ())),
                    **({"time": _written(entry["Time"])} if isinstance(entry.get("Time"), datetime) else {}),
                }
                self.put(call.region, event, entry.get("EventBusName", DEFAULT))

    def _route(self, region: str, name: str, arrival: Arrival) -> Steps[None]:
        yield self._life.outages.back(region)
        bus = self._encryption.bus(region, name)
        if bus is None:
            self.lose(region, name, arrival.event, "there is no such bus")
            return
        if why := self._encryption.obstacle(bus, arrival.event):
            if refused := self._encryption.set_aside(bus, arrival, why):
                self.lose(region, name, arrival.event, f"{why}; {refused}")
            return
        self.archives.keep(region, name, arrival)
        for rule in self.rules.of(region, name):
            if rule.matches(arrival.event):
                count(self._life, rule, "MatchedEvents")
                self.fire(rule, arrival)


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
