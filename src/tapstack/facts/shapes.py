"""What type CloudFormation expects at each place of a resource's properties."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal, cast

from tapstack.facts.pointers import Node, declared, resolve
from tapstack.facts.schemas import resource_schema

Scalar = Literal["string", "integer", "number", "boolean"]
_SCALARS = frozenset({"string", "integer", "number", "boolean"})
_ANYTHING = frozenset({*_SCALARS, "array", "object"})
_BRANCHES = ("allOf", "anyOf", "oneOf")
_INNER = ("properties", "patternProperties", "items")


class Shape:
    """The alternatives that a schema allows at one place; those below are looked up when asked for.

    ``scalar`` is given only where every alternative agrees on it. ``free`` is JSON of any form, such as
    a policy document: nothing below it has a type.
    """

    __slots__ = ("_item", "_nodes", "_properties", "_root", "free", "scalar")

    def __init__(self, root: Node, nodes: tuple[Node, ...]) -> None:
        self._root = root
        self._nodes = tuple(_alternatives(root, nodes))
        self._properties: dict[str, Shape | None] = {}
        self._item: Shape | None = None
        types = frozenset(name for node in self._nodes for name in declared(node)) - {"null"}
        self.scalar: Scalar | None = _scalar(types)
        self.free: bool = any(_is_json_or_text(node) for node in self._nodes) or self._is_open(types)

    def said(self) -> Node:
        """What the schema says of a value here, ``{"maxLength": 64}``; empty where it gives alternatives."""
        return self._nodes[0] if len(self._nodes) == 1 and not self.free else {}

    def property(self, name: str) -> Shape | None:
        """The shape of a property of a mapping; None where nothing is said about it."""
        if name not in self._properties:
            self._properties[name] = self._below(lambda node: _property_nodes(node, name))
        return self._properties[name]

    def item(self) -> Shape | None:
        """The shape of the items of a list; None where nothing is said about them."""
        if self._item is None:
            self._item = self._below(_item_nodes)
        return self._item

    def _is_open(self, types: frozenset[str]) -> bool:
        return (not types or "object" in types) and not any(_has_inner(node) for node in self._nodes)

    def _below(self, pick: Callable[[Node], list[Node]]) -> Shape | None:
        nodes = () if self.free else tuple(found for node in self._nodes for found in pick(node))
        return Shape(self._root, nodes) if nodes else None


@cache
def shape(type_name: str) -> Shape | None:
    """The shape of the properties of a resource type; None where the type is unknown.

    Source: the CloudFormation resource schema. Raises MissingToolError where cfn-lint is not installed.
    """
    schema = resource_schema(type_name)
    return None if schema is None else Shape(schema.body, (schema.body,))


def _scalar(types: frozenset[str]) -> Scalar | None:
    """The one scalar type.

    The schemas that cfn-lint ships name every type for the values of two maps, the variables of a function and the
    parameters of a nested stack; CloudFormation's documentation calls both maps of strings.
    """
    if types == _ANYTHING:
        return "string"
    return cast(Scalar, next(iter(types))) if len(types) == 1 and types <= _SCALARS else None


def _alternatives(root: Node, nodes: tuple[Node, ...]) -> Iterator[Node]:
    waiting, seen = list(nodes), set[int]()
    while waiting:
        node = waiting.pop(0)
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        waiting.extend(_referred(root, node))
        waiting.extend(branch for key in _BRANCHES for branch in node.get(key, ()) if isinstance(branch, dict))


def _referred(root: Node, node: Node) -> Iterator[Node]:
    reference = node.get("$ref")
    if isinstance(reference, str):
        found = resolve(root, reference)
        if isinstance(found, dict):
            yield found


def _is_json_or_text(node: Node) -> bool:
    types = declared(node)
    return "object" in types and "string" in types


def _has_inner(node: Node) -> bool:
    return any(node.get(key) for key in _INNER) or isinstance(node.get("additionalProperties"), dict)


def _property_nodes(node: Node, name: str) -> list[Node]:
    named = node.get("properties", {}).get(name)
    if isinstance(named, dict):
        return [named]
    by_pattern = [found for pattern, found in node.get("patternProperties", {}).items() if _may_match(pattern, name)]
    others = node.get("additionalProperties")
    return by_pattern or ([others] if isinstance(others, dict) and others else [])


def _item_nodes(node: Node) -> list[Node]:
    items = node.get("items")
    return [items] if isinstance(items, dict) and items else []


def _may_match(pattern: str, name: str) -> bool:
    try:
        return re.search(pattern, name) is not None
    except re.error:
        return True  # \p{L} and the like, which Python does not know
