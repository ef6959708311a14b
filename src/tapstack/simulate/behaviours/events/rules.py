"""Rules as EventBridge holds them, asked of it once until something changes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from moto.events.models import EventPattern

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.cloud.calls import Call

_ARCHIVES = "Events-Archive-"
"""Rules of EventBridge's own, which moto shows: they feed archives, and deliver to nobody."""
_CHANGES = ("PutRule", "DeleteRule", "EnableRule", "DisableRule", "PutTargets", "RemoveTargets", "CreateEventBus")


@dataclass(frozen=True)
class Rule:
    """One rule of a bus, with its targets."""

    region: str
    bus: str
    name: str
    arn: str
    pattern: str
    schedule: str
    enabled: bool
    targets: tuple[Mapping[str, Any], ...]

    def matches(self, event: Mapping[str, Any]) -> bool:
        """Whether an event fits the pattern: moto knows EventBridge's language of patterns."""
        if not self.enabled or not self.pattern:
            return False
        return bool(EventPattern(self.pattern, json.loads(self.pattern)).matches_event(dict(event)))  # type: ignore[arg-type, unused-ignore]


class Rules:
    """The rules of every bus; ``listeners`` are told whenever one changes in a region."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self._known: dict[tuple[str, str], list[Rule]] = {}
        self.changed: list[str] = []
        for operation in _CHANGES:
            life.cloud.calls.watch(f"events:{operation}", self._forget)

    def of(self, region: str, bus: str = "default") -> list[Rule]:
        """The rules of a bus."""
        if (region, bus) not in self._known:
            self._known[region, bus] = self._read(region, bus)
        return self._known[region, bus]

    def _forget(self, call: Call, answer: Mapping[str, Any]) -> None:
        del answer
        self._known = {place: rules for place, rules in self._known.items() if place[0] != call.region}

    def _read(self, region: str, bus: str) -> list[Rule]:
        client = self._life.client("events", region)
        pages = client.get_paginator("list_rules").paginate(EventBusName=bus)
        found = [rule for page in pages for rule in page["Rules"]]
        return [self._rule(client, region, bus, rule) for rule in found if not rule["Name"].startswith(_ARCHIVES)]

    def _rule(self, client: Any, region: str, bus: str, rule: Mapping[str, Any]) -> Rule:
        targets = client.list_targets_by_rule(Rule=rule["Name"], EventBusName=bus)["Targets"]
        return Rule(
            region=region,
            bus=bus,
            name=rule["Name"],
            arn=rule["Arn"],
            pattern=rule.get("EventPattern", ""),
            schedule=rule.get("ScheduleExpression", ""),
            enabled=rule.get("State", "ENABLED") != "DISABLED",
            targets=tuple(targets),
        )
