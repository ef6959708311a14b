"""Event patterns: which events a rule is for.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html and the matcher that EventBridge
uses, https://github.com/aws/event-ruler: arrays are looked through, and what fits must fit within one member of each;
``exists`` looks at leaves only. moto's EventPattern sees nothing inside arrays of objects, takes true for 1, and lets
everything pass an operator that it does not know. That an empty array is no leaf is assumed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from tapstack.simulate.behaviours.patterns.operators import EXISTS, checked, fits
from tapstack.simulate.resources import UnsupportedError

_OR, _FEWEST = "$or", 2
_RESERVED = frozenset(
    {
        *("exactly", "prefix", "suffix", "equals-ignore-case", "anything-but", "numeric", "cidr", "exists", "wildcard"),
    }
)
"""With a field of such a name among its alternatives, ``$or`` is a field like any other."""
Node = Mapping[str, Any]


def matches(text: str, event: Node) -> bool:
    """Whether an event fits a pattern, given as JSON. Raises UnsupportedError for an operator that is not simulated."""
    return _all(_parsed(text), event, [event])


@lru_cache(maxsize=1024)
def _parsed(text: str) -> Node:
    pattern = json.loads(text)
    _check(pattern, text)
    return dict(pattern)


def _check(pattern: Node, text: str) -> None:
    for name, wanted in pattern.items():
        if _is_or(name, wanted):
            for one in wanted:
                _check(one, text)
        elif isinstance(wanted, Mapping):
            _check(wanted, text)
        elif not isinstance(wanted, list) or not all(map(checked, wanted)):
            raise UnsupportedError(f"The event pattern {text} has something at {name} that is not simulated.")


def _is_or(name: str, wanted: Any) -> bool:
    return (
        name == _OR
        and isinstance(wanted, list)
        and len(wanted) >= _FEWEST
        and all(isinstance(one, Mapping) and not _RESERVED & set(one) for one in wanted)
    )


def _all(pattern: Node, node: Node, level: list[Node]) -> bool:
    """Whether an object fits; ``level`` is all objects that stand in its place, in arrays."""
    return all(_one(name, wanted, node, level) for name, wanted in pattern.items())


def _one(name: str, wanted: Any, node: Node, level: list[Node]) -> bool:
    if _is_or(name, wanted):
        return any(_all(one, node, level) for one in wanted)
    if isinstance(wanted, Mapping):
        below = [inner for each in level for inner in _members(each.get(name, [])) if isinstance(inner, Mapping)]
        mine = [inner for inner in _members(node.get(name, [])) if isinstance(inner, Mapping)]
        return any(_all(wanted, inner, below) for inner in mine or [{}])
    return any(_fits(name, one, node, level) for one in wanted)


def _fits(name: str, wanted: Any, node: Node, level: list[Node]) -> bool:
    if isinstance(wanted, Mapping) and EXISTS in wanted:
        there = any(True for each in ([node] if wanted[EXISTS] else level) for _ in _leaves(each, name))
        return there is wanted[EXISTS]
    return any(fits(wanted, leaf) for leaf in _leaves(node, name))


def _leaves(node: Node, name: str) -> Iterator[Any]:
    """The values of a field, those in arrays one by one, and no objects."""
    if name in node:
        yield from (one for one in _members(node[name]) if not isinstance(one, Mapping))


def _members(value: Any) -> Iterator[Any]:
    """The value, or the members of an array and of those within it."""
    if isinstance(value, list):
        for one in value:
            yield from _members(one)
    else:
        yield value
