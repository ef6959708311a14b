"""The properties that name what must be in the resource's own region."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tapstack.checks.pair.mentions import home
from tapstack.checks.pair.rule import Fault, Outcome
from tapstack.checks.pair.words import told
from tapstack.facts.installed import read_json
from tapstack.facts.schemas import CUSTOM_RESOURCE
from tapstack.graph.pair import Twin
from tapstack.graph.stackset import Item, NotKnown, Property

GROUPS = ("sure", "assumed")


@cache
def table(group: str) -> Mapping[str, Any]:
    """A group of ``local.json``: ``types``, property paths by type; ``elsewhere``, what says that it is meant."""
    found: Mapping[str, Any] = read_json(Path(__file__).with_name("local.json"))[group]
    return found


def places(item: Item, *groups: str) -> Iterator[Property]:
    """The values of ``item`` that must be of its own region, by certainty; not where another is said to be meant."""
    kind = CUSTOM_RESOURCE if item.type.startswith("Custom::") else item.type
    for group in groups or GROUPS:
        rows = table(group)
        other = rows["elsewhere"].get(kind)
        if other is not None and item[other].raw is not None:
            continue
        for path in rows["types"].get(kind, ()):
            try:
                yield from item.properties.each(path)
            except NotKnown:
                continue


def strangers(twin: Twin, group: str) -> Iterator[Outcome]:
    """A fault for each value of a group that is of another region than its resource."""
    for region, item in twin.items.items():
        for site in places(item, group):
            where = _home(site)
            if where is not None and where != region:
                message = f"{told(site.path)} is {site.shown}, which is in {where}; {twin.name} is made in {region}."
                yield Fault(region, region, site.path, message)


def _home(site: Property) -> str | None:
    try:
        return home(site.pattern)
    except NotKnown:
        return None
