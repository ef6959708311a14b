"""Event patterns: their leaves, what is wrong with them, and whether one event can pass several."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator

from tapstack.graph.stackset import NotKnown, Property
from tapstack.render.pattern import is_whole

ENVELOPE = frozenset(
    {"version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail", "replay-name", "$or"}
)
_TEXTS = ("prefix", "suffix", "equals-ignore-case", "wildcard", "cidr")
_COMPARED = ("=", "<", "<=", ">", ">=")
_TRUE_OR_FALSE = ("true", "false")


def document(item_pattern: Property) -> Property | None:
    """The pattern as an object; None where it is none at all or no JSON object. Raises NotKnown."""
    if not item_pattern.given:
        return None
    found = item_pattern.document
    return found if isinstance(found.raw, dict) else None


def leaves(place: Property, name: str = "") -> Iterator[tuple[str, Property]]:
    """The dotted name and the list of each field of a pattern; those below ``$or`` have it in their names."""
    for key, inner in place.members.items():
        if key == "$or":
            for number, one in enumerate(inner.items):
                yield from leaves(one, f"{name}$or{number}.")
        elif isinstance(inner.raw, dict):
            yield from leaves(inner, f"{name}{key}.")
        else:
            yield f"{name}{key}", inner


def wrong_leaf(name: str, leaf: Property) -> str:
    """What is wrong with a field's list; "" for nothing."""
    if not isinstance(leaf.raw, list):
        return f"{name} is {leaf.shown}; it must be a list or an object"
    if not leaf.raw:
        return f"{name} is an empty list, which nothing matches"
    return next(filter(None, (wrong_matcher(name, one) for one in leaf.items)), "")


def wrong_matcher(name: str, place: Property) -> str:
    """What is wrong with one entry of a field's list; "" for nothing."""
    if isinstance(place.raw, list):
        return f"{name} has a list within its list"
    if not isinstance(place.raw, dict):
        return ""
    if len(place.members) != 1:
        return f"{name} has an entry with {len(place.members)} operators; it must have one"
    operator, operand = next(iter(place.members.items()))
    return wrong_operand(name, operator, operand)


def wrong_operand(name: str, operator: str, operand: Property) -> str:
    """What is wrong with an operator and what it is given; "" for nothing."""
    if operator == "exists":
        return "" if operand.text in _TRUE_OR_FALSE else f"exists in {name} is {operand.shown}, not true or false"
    if operator == "numeric":
        return _wrong_range(name, operand)
    if operator == "anything-but":
        return _wrong_exception(name, operand)
    if operator == "cidr":
        return _wrong_network(name, operand)
    if operator in _TEXTS:
        nested = operator in ("prefix", "suffix") and isinstance(operand.raw, dict)
        return f"{operator} in {name} is no text" if isinstance(operand.raw, dict | list) and not nested else ""
    return f"{operator} in {name} is no operator of event patterns"


def _wrong_range(name: str, operand: Property) -> str:
    parts = operand.items
    if len(parts) not in (2, 4):
        return f"numeric in {name} has {len(parts)} parts; it must have 2 or 4"
    for sign in parts[::2]:
        if sign.text not in _COMPARED:
            return f"numeric in {name} compares with {sign.shown}"
    numbers = [part.number for part in parts[1::2]]
    if any(not -5e9 <= number <= 5e9 for number in numbers):
        return f"numeric in {name} has a number beyond 5000000000"
    if len(parts) == 4:
        low, high = parts[0].text.startswith(">"), parts[2].text.startswith("<")
        if not low or not high or numbers[0] >= numbers[1]:
            return f"numeric in {name} is a range that no number is in"
    return ""


def _wrong_exception(name: str, operand: Property) -> str:
    if isinstance(operand.raw, list) and not operand.raw:
        return f"anything-but in {name} is an empty list"
    if isinstance(operand.raw, dict):
        inner = set(operand.members)
        if len(inner) != 1 or not inner <= {"prefix", "suffix", "wildcard", "equals-ignore-case"}:
            return f"anything-but in {name} has {' and '.join(sorted(inner)) or 'nothing'} in it"
    return ""


def _wrong_network(name: str, operand: Property) -> str:
    try:
        ipaddress.ip_network(operand.text, strict=False)
    except ValueError:
        return f"cidr in {name} is {operand.shown}, which is no network"
    return ""


def literals(leaf: Property) -> set[str] | None:
    """The values that a field's list names; None where it has operators. Raises NotKnown where one is not known."""
    if any(isinstance(one.raw, dict | list) for one in leaf.items):
        return None
    texts = {one.pattern for one in leaf.items}
    if not all(map(is_whole, texts)):
        raise leaf.unknown()
    return texts


def pass_all(patterns: list[Property]) -> bool:
    """Whether one event passes all these patterns. Raises NotKnown where that is not plain."""
    fields: dict[str, list[Property]] = {}
    for one in patterns:
        for name, leaf in leaves(one):
            fields.setdefault(name, []).append(leaf)
    return all(_meet(name, same) for name, same in fields.items())


def _meet(name: str, same: list[Property]) -> bool:
    if len(same) == 1 or all(one.raw == same[0].raw for one in same):
        return True
    values = [literals(one) for one in same]
    known = [one for one in values if one is not None]
    if known and not set.intersection(*known):
        return False
    if len(known) < len(values) or "$or" in name:
        raise NotKnown(f"whether one event passes every {name} is not known")
    return True
