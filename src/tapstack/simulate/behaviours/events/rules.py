"""Rules as EventBridge holds them, asked of it once until something changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.patterns import matches

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.cloud.calls import Call

DEFAULT = "default"
_CHANGES = (
    *("PutRule", "DeleteRule", "EnableRule", "DisableRule", "PutTargets", "RemoveTargets"),
    *("CreateEventBus", "DeleteEventBus", "CreateArchive", "DeleteArchive"),
)
_OF_ARCHIVES = "Events-Archive-"


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
        """Whether an event fits the pattern of the rule, and the rule is enabled. Raises UnsupportedError."""
        return self.enabled and bool(self.pattern) and matches(self.pattern, event)


class Rules:
    """The rules of every bus; those that EventBridge makes for archives are not told of."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self._known: dict[tuple[str, str], list[Rule]] = {}
        for operation in _CHANGES:
            life.cloud.calls.watch(f"events:{operation}", self._forget)

    def of(self, region: str, bus: str = DEFAULT) -> list[Rule]:
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
        rules = [rule for page in pages for rule in page["Rules"]]
        return [_rule(client, region, bus, one) for one in rules if not one["Name"].startswith(_OF_ARCHIVES)]


def name_of(bus: str) -> str:
    """The name of a bus that is given by its name or its ARN."""
    return bus.partition(":event-bus/")[2] or bus


def _rule(client: Any, region: str, bus: str, rule: Mapping[str, Any]) -> Rule:
    pages = client.get_paginator("list_targets_by_rule").paginate(Rule=rule["Name"], EventBusName=bus)
    return Rule(
        region=region,
        bus=bus,
        name=rule["Name"],
        arn=rule["Arn"],
        pattern=rule.get("EventPattern", ""),
        schedule=rule.get("ScheduleExpression", ""),
        enabled=rule.get("State", "ENABLED") != "DISABLED",
        targets=tuple(target for page in pages for target in page["Targets"]),
    )
