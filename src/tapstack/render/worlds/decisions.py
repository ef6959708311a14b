"""What parameters decide in a template: comparisons of its conditions, and what is looked up in its mappings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tapstack.render.conditions import Combined, Equals
from tapstack.render.functions.choose import IfNode
from tapstack.render.functions.find_in_map import FindInMapNode
from tapstack.render.functions.ref import NamedNode, StoredNode
from tapstack.render.node import Node, below
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.render.blueprint import Blueprint
    from tapstack.render.conditions import Condition
    from tapstack.render.run import Run


@dataclass(frozen=True, slots=True, eq=False)
class Decision:
    """An Fn::Equals or an Fn::FindInMap, and the parameters that it depends on."""

    made_by: Equals | FindInMapNode
    names: tuple[str, ...]
    nested: bool = False

    @property
    def is_lookup(self) -> bool:
        """Whether it is an Fn::FindInMap."""
        return isinstance(self.made_by, FindInMapNode)

    def outcome(self, run: Run) -> Any:
        """What it comes to: two that are equal are the same to every stack."""
        if isinstance(self.made_by, Equals):
            return self.made_by.truth(run)
        if self.nested:  # what Fn::If chooses inside depends on more than these parameters
            return tuple(repr(run.known[name]) for name in self.names)
        value = self.made_by.evaluate(run)
        return (value.kind, value.region) if isinstance(value, Unresolved) else repr(value)


def decisions(blueprint: Blueprint) -> list[Decision]:
    """Those that depend on parameters at all, in the order of the template."""
    compared = [equals for condition in blueprint.conditions.values() for equals in comparisons(condition)]
    found = [Decision(equals, parameter_names((equals.left, equals.right))) for equals in compared]
    found += [
        Decision(node, parameter_names(node.keys), any(isinstance(inner, IfNode) for inner in below(node)))
        for node in lookups(blueprint)
    ]
    return [decision for decision in found if decision.names]


def comparisons(condition: Condition) -> Iterator[Equals]:
    """Every Fn::Equals of a condition, named ones aside: those have their own place."""
    if isinstance(condition, Equals):
        yield condition
    elif isinstance(condition, Combined):
        for member in condition.members:
            yield from comparisons(member)


def lookups(blueprint: Blueprint) -> list[FindInMapNode]:
    """Every Fn::FindInMap with a key that is computed."""
    if not blueprint.template.section("Mappings"):
        return []
    bodies: list[Node] = [part.body for parts in (blueprint.resources, blueprint.outputs) for part in parts.values()]
    compared = [equals for condition in blueprint.conditions.values() for equals in comparisons(condition)]
    bodies += [side for equals in compared for side in (equals.left, equals.right)]
    return [node for body in bodies for node in below(body) if isinstance(node, FindInMapNode)]


def parameter_names(nodes: Sequence[Node]) -> tuple[str, ...]:
    """The parameters below the nodes, each once."""
    found = (node.name for top in nodes for node in below(top) if isinstance(node, NamedNode | StoredNode))
    return tuple(dict.fromkeys(name for name in found if not name.startswith("AWS::")))


def lookup_keys(node: FindInMapNode) -> Iterator[tuple[str, list[str]]]:
    """For each parameter that is itself a key: the keys that the mapping has at that level."""
    levels: list[Mapping[str, Any]] = [node.mappings]
    for key in node.keys:
        if isinstance(key, NamedNode):
            yield key.name, list(dict.fromkeys(str(text) for level in levels for text in level))
        fixed = getattr(key, "value", None)
        levels = [
            value
            for level in levels
            for text, value in level.items()
            if isinstance(value, Mapping) and (fixed is None or str(fixed) == text)
        ]
