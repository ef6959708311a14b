"""Who protects whom: the resources that a policy, an alarm, a log group, a selection is for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tapstack.facts.installed import read_json
from tapstack.graph.pair import Pair, Twin
from tapstack.graph.pair.places import scalar
from tapstack.graph.stackset import Item, NotKnown, Property

_FUNCTION_LOGS = "/aws/lambda/"


@cache
def facts() -> Mapping[str, Any]:
    """``protectors.json``: ``guards``, ``policies``, ``one_way_metrics``."""
    found: Mapping[str, Any] = read_json(Path(__file__).with_name("protectors.json"))
    return found


def guarded(item: Item, pair: Pair) -> list[Twin]:
    """The resources of the pair that ``item`` is there to protect."""
    row = facts()["guards"].get(item.type)
    if row is None:
        return []
    found = {twin.name: twin for site in _sites(item, row["of"]) for twin in _named(site, pair)}
    return [twin for name, twin in found.items() if name != item.logical_id]


def kind(item: Item, pair: Pair) -> tuple[str, ...]:
    """What two guards of one resource have in common if the one does what the other does."""
    alike = facts()["guards"][item.type].get("alike", ())
    peer = pair.peer(item.region)
    return (item.type, *(scalar(item[name].raw, item.region, peer) for name in alike))


def _sites(item: Item, path: str) -> Iterator[Property]:
    try:
        yield from item.properties.each(path)
    except NotKnown:
        return


def _named(site: Property, pair: Pair) -> Iterator[Twin]:
    try:
        text = site.pattern
    except NotKnown:
        return
    if site.item.type == "AWS::Logs::LogGroup":
        if not text.startswith(_FUNCTION_LOGS):
            return
        text = text.removeprefix(_FUNCTION_LOGS)
    for name in _readings(text):
        for found in pair.stackset.named(name):
            if found.region == site.item.region and _fits(site.item, found):
                yield pair.twins[found.logical_id]


def _fits(guard: Item, found: Item) -> bool:
    return guard.type != "AWS::Logs::LogGroup" or found.type == "AWS::Lambda::Function"


def _readings(text: str) -> Iterator[str]:
    """The text, and what follows its slashes: ``table/NAME``, ``service/CLUSTER/NAME``, ``ARN/*``."""
    yield text
    if ":" not in text:
        yield from text.split("/")[1:]
    elif text.endswith("/*"):
        yield text[:-2]
