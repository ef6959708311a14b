"""The Deny statements of resource policies, without the names of regions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tapstack.checks.pair.guards import facts
from tapstack.graph.pair import Pair
from tapstack.graph.pair.places import canonical
from tapstack.graph.stackset import Item, NotKnown, Property


def denials(item: Item, pair: Pair) -> dict[str, Property]:
    """The Deny statements of a policy by what they say; {} where it has none or is no policy. Raises nothing."""
    path = facts()["policies"].get(item.type)
    if path is None:
        return {}
    try:
        first, _, rest = path.partition(".")
        document = item[first].document
        statements = (document[rest] if rest else document).items
    except NotKnown:
        return {}
    peer = pair.peer(item.region)
    found = (one for one in statements if isinstance(one.raw, Mapping) and one.raw.get("Effect") == "Deny")
    return {canonical(_bare(one.raw), item.region, peer): one for one in found}


def form(statement: Property) -> str:
    """What a statement is about, whatever the values: its actions and the keys of its conditions."""
    raw = statement.raw
    keys = sorted(
        f"{operator}:{key}" for operator, keys in _mapping(raw.get("Condition")).items() for key in _mapping(keys)
    )
    return f"{raw.get('Action', raw.get('NotAction'))} {keys}"


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _bare(statement: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in statement.items() if name != "Sid"}
