"""Event buses as places where events are: which bus a rule is on, and which it sends to."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.references.arn import arn
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, NotKnown, Property
from tapstack.render.pattern import is_whole

Bus = tuple[str, str]
"""Region and name; the name of a bus that AWS or CloudFormation names is a token."""


def bus_of(rule: Item, view: View) -> Bus | None:
    """The bus that a rule is on; None where it is not known."""
    place = rule["EventBusName"]
    return (rule.region, "default") if not place.given else _bus(place, rule.region, view)


def target_bus(place: Property, view: View) -> Bus | None:
    """The bus whose ARN this is; None for what is none, or not known."""
    found = arn(place.pattern)
    if found is None:
        return None
    if found.service != "events" or not found.resource.startswith("event-bus/"):
        return None
    return _bus(place, found.region, view)


def _bus(place: Property, region: str, view: View) -> Bus | None:
    found = arn(place.pattern)
    name = found.resource.removeprefix("event-bus/") if found else place.pattern
    if is_whole(name):
        return region, name
    try:
        made = view.find(place, "AWS::Events::EventBus")
    except NotKnown:
        return None
    return (made.region, made["Name"].pattern) if made else None


def rules_between(start: Bus, end: Bus, view: View) -> Iterator[Item]:
    """The rules on ``start`` that send to ``end``."""
    for rule in view.all("AWS::Events::Rule", region=start[0]):
        if bus_of(rule, view) == start and end in _targets(rule, view):
            yield rule


def rules_to(bus: Bus, view: View) -> bool:
    """Whether any rule of the set sends to a bus."""
    return any(bus in _targets(rule, view) for rule in view.all("AWS::Events::Rule"))


def _targets(rule: Item, view: View) -> list[Bus | None]:
    try:
        return [target_bus(target, view) for target in rule.properties.each("Targets[].Arn")]
    except NotKnown:
        return []
