"""What services do in the name of a role beside the calls of its code: ``lent.json``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tapstack.checks.truths.access.places import sending
from tapstack.checks.truths.code.source import Source
from tapstack.checks.truths.lambda_.event_sources import kind_of
from tapstack.checks.truths.view import View
from tapstack.facts.installed import read_json
from tapstack.graph.stackset import Item, Property

MAPPING, SETTINGS = "AWS::Lambda::EventSourceMapping", "AWS::Lambda::EventInvokeConfig"
_FUNCTION = "AWS::Lambda::Function"


@cache
def _facts() -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_json(Path(__file__).with_name("lent.json"))
    return found


def by_lambda(function: Item, code: Source | None, view: View) -> Iterator[str]:
    """The actions that Lambda takes for a function in the name of its role. Raises NotKnown."""
    yield from _facts()["log"]["actions"]
    for name, prop in (("network", "VpcConfig"), ("variables", "KmsKeyArn"), ("traces", "TracingConfig.Mode")):
        if function.properties.has(prop):
            yield from _facts()[name]["actions"]
    for place in _failures(function, view):
        yield from (action for need in sending(place, view) for action in need.actions)
    for service in sources(function, code, view):
        yield from _facts()["sources"].get(service, {}).get("actions", ())


def _failures(function: Item, view: View) -> Iterator[Property]:
    """Where Lambda sends what failed, or succeeded."""
    if function.properties.has("DeadLetterConfig.TargetArn"):
        yield function["DeadLetterConfig.TargetArn"]
    for item in view.all(MAPPING, SETTINGS, region=function.region):
        if view.find(item["FunctionName"], _FUNCTION) is function:
            places = (item[f"DestinationConfig.{name}.Destination"] for name in ("OnFailure", "OnSuccess"))
            yield from (place for place in places if place.given)


def sources(function: Item, code: Source | None, view: View) -> Iterator[str]:
    """The services whose records Lambda reads for a function.

    By the mappings of the set; where it has none, by code that answers as one that a mapping calls: then another makes
    the mapping.
    """
    mine = [item for item in view.all(MAPPING, region=function.region) if _is_of(item, function, view)]
    yield from (kind_of(item.properties, view) for item in mine)
    if not mine and code and "batchItemFailures" in code.texts:
        yield from (name for name in _facts()["sources"] if name in code.texts)


def _is_of(mapping: Item, function: Item, view: View) -> bool:
    return view.find(mapping["FunctionName"], _FUNCTION) is function


def by_keys(actions: Iterable[str]) -> Iterator[str]:
    """What services whose ``actions`` a role takes do with a key in its name."""
    prefixes = {action.partition(":")[0].lower() for action in actions}
    if prefixes & set(_facts()["keys"]["services"]):
        yield from _facts()["keys"]["actions"]
