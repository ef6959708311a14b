"""Event buses: an event goes to the targets of every rule that fits it.

Source: EventBridge User Guide: events, rules, retry policies and dead-letter queues.
How long delivery takes is assumed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.events.retrying import deliver
from tapstack.simulate.behaviours.events.rules import Rules
from tapstack.simulate.cloud.role import looking

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.cloud.calls import Call


class Buses:
    """``lost`` are the events that no target and no dead-letter queue took: rule, event and why."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self.rules = Rules(life)
        self.lost: list[tuple[str, Mapping[str, Any], str]] = []
        self.seen: list[tuple[float, str, str, Mapping[str, Any]]] = []
        life.cloud.calls.watch("events:PutEvents", self._put)

    def put(self, region: str, event: Mapping[str, Any], bus: str = "default") -> None:
        """An event comes to a bus; what it says of itself is completed."""
        whole = {
            "version": "0",
            "id": self._life.cloud.next_id("event", region),
            "account": self._life.cloud.account_id,
            "time": self._life.clock.moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "region": region,
            "resources": [],
            **event,
        }
        self.seen.append((self._life.clock.seconds, region, bus, whole))
        self._life.begin(self._route(region, whole, bus))

    def _put(self, call: Call, answer: Mapping[str, Any]) -> None:
        """Somebody has called PutEvents."""
        for entry, result in zip(call.params["Entries"], answer["Entries"], strict=True):
            if "EventId" in result:
                event = {
                    "id": result["EventId"],
                    "source": entry["Source"],
                    "detail-type": entry["DetailType"],
                    "detail": json.loads(entry["Detail"]),
                    "resources": list(entry.get("Resources", ())),
                }
                self.put(call.region, event, entry.get("EventBusName", "default").rpartition("/")[2])

    def _route(self, region: str, event: Mapping[str, Any], bus: str) -> Any:
        yield self._life.outages.back(region)
        arn = f"arn:aws:events:{region}:{self._life.cloud.account_id}:event-bus/{bus}"
        if why := self._life.keys.obstacle(region, "events", arn):
            self._unread(region, event, arn, why)
            return
        for rule in self.rules.of(region, bus):
            if rule.matches(event):
                for target in rule.targets:
                    self._life.begin(deliver(self._life, rule, target, event))

    def _unread(self, region: str, event: Mapping[str, Any], bus: str, why: str) -> None:
        """Events that the bus's key keeps from being read go to the bus's dead-letter queue.

        Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html. That it is
        not tried again before is assumed.
        """
        with looking():
            about = self._life.client("events", region).describe_event_bus(Name=bus.partition("event-bus/")[2])
        queue, refused = about.get("DeadLetterConfig", {}).get("Arn", ""), "no dead-letter queue"
        if queue:
            given = {"ERROR_CODE": "KMS_ERROR", "ERROR_MESSAGE": why[:1024], "EVENT_BUS_ARN": bus}
            attributes = {name: {"DataType": "String", "StringValue": text} for name, text in given.items()}
            refused = self._life.queues.send(
                queue, json.dumps(event), principal="events.amazonaws.com", source_arn=bus, attributes=attributes
            )
        if refused:
            self.lost.append((bus, event, f"{why}; {refused}"))
            self._life.timeline.note(bus.partition("event-bus/")[2], f"an event is lost: {why}; {refused}", region)
