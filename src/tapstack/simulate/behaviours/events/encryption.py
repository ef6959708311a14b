"""Buses that are encrypted with a key: without it, an event of one's own goes to the dead-letter queue of the bus.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-dlq.html. AWS's own events are
not encrypted with it. The attributes of the message, and that EventBridge keeps no data key, are assumed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from tapstack.simulate.behaviours.delivery.asking import about_source
from tapstack.simulate.behaviours.events.inputs import written
from tapstack.simulate.behaviours.events.rules import DEFAULT

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.events.arrival import Arrival
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.cloud.calls import Call

EVENTS = "events.amazonaws.com"
_ACTIONS = ("kms:GenerateDataKey", "kms:Decrypt")
_CHANGES = ("CreateEventBus", "UpdateEventBus", "DeleteEventBus")


@dataclass(frozen=True)
class Bus:
    """One bus: ``key`` and ``queue``, its dead-letter queue, may be empty."""

    region: str
    arn: str
    key: str
    queue: str


class Encryption:
    """The buses as EventBridge holds them, asked of it once until something changes."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self._known: dict[tuple[str, str], Bus | None] = {}
        for operation in _CHANGES:
            life.cloud.calls.watch(f"events:{operation}", self._forget)

    def bus(self, region: str, name: str) -> Bus | None:
        """A bus; None where there is none."""
        if (region, name) not in self._known:
            self._known[region, name] = self._read(region, name)
        return self._known[region, name]

    def obstacle(self, bus: Bus, event: Mapping[str, Any]) -> str:
        """Why a bus cannot take an event for its key's sake; empty where it can."""
        if not bus.key or event["source"].startswith("aws."):
            return ""
        if why := self._life.keys.obstacle(bus.region, "events", bus.arn):
            return why
        key = self._life.permissions.facts.key(bus.region, bus.key) or bus.key
        context = about_source(self._life, bus.arn) | {"kms:EncryptionContext:aws:events:event-bus:arn": bus.arn}
        ask = self._life.permissions.refusal
        refused = (ask(EVENTS, action, key, region=bus.region, context=context) for action in _ACTIONS)
        return next(filter(None, refused), "")

    def set_aside(self, bus: Bus, arrival: Arrival, why: str) -> str:
        """Send an event to the bus's dead-letter queue; why that was refused, empty where it was taken."""
        if not bus.queue:
            return "the bus has no dead-letter queue"
        told = {"ERROR_CODE": "NO_PERMISSIONS", "ERROR_MESSAGE": why}
        attributes = {name: {"DataType": "String", "StringValue": text} for name, text in told.items()}
        return self._life.queues.send(
            bus.queue, written(arrival.event), principal=EVENTS, source_arn=bus.arn, attributes=attributes
        )

    def _forget(self, call: Call, answer: Mapping[str, Any]) -> None:
        del answer
        self._known.pop((call.region, call.params.get("Name", DEFAULT)), None)

    def _read(self, region: str, name: str) -> Bus | None:
        client = self._life.client("events", region)
        try:
            told = client.describe_event_bus(Name=name)
        except ClientError:
            return None
        queue = (told.get("DeadLetterConfig") or {}).get("Arn", "")
        return Bus(region, told["Arn"], told.get("KmsKeyIdentifier") or "", queue)
