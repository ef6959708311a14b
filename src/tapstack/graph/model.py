"""A directed graph of resources: edges run from the dependent to what it depends on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from tapstack.graph.levels import levels
from tapstack.render.circles import circles


class Edge(NamedTuple):
    """``dependent`` needs ``dependency``; ``kind`` is Ref, GetAtt, Sub or DependsOn."""

    dependent: str
    dependency: str
    kind: str


@dataclass(frozen=True, repr=False)
class Graph:
    """The resources of one region, in the order of the template, and their edges, each once.

    ``doubtful`` are the edges of which a condition that is unknown decides whether they are there.
    """

    region: str
    nodes: tuple[str, ...]
    edges: tuple[Edge, ...]
    doubtful: frozenset[Edge] = frozenset()
    _reached: dict[str, frozenset[str]] = field(default_factory=dict, init=False, compare=False)

    def __repr__(self) -> str:
        return f"Graph({self.region!r}, {len(self.nodes)} resources, {len(self.edges)} edges)"

    @cached_property
    def dependencies(self) -> dict[str, tuple[str, ...]]:
        """For each resource, what it needs directly, in the order of the template's references."""
        return _needed(self.nodes, self.edges)

    @cached_property
    def dependents(self) -> dict[str, tuple[str, ...]]:
        """For each resource, what needs it directly."""
        needing: dict[str, dict[str, None]] = {node: {} for node in self.nodes}
        for edge in self.edges:
            needing[edge.dependency][edge.dependent] = None
        return {node: tuple(names) for node, names in needing.items()}

    @cached_property
    def order(self) -> list[list[str]]:
        """Groups of resources that can be made together, first group first; circles, and what needs them, have none."""
        return levels(self.dependencies)

    @cached_property
    def deletion_order(self) -> list[list[str]]:
        """Groups of resources that can be deleted together: what others need goes after them."""
        return levels(self.dependents)

    @cached_property
    def cycles(self) -> list[list[str]]:
        """Whole paths of resources that wait for each other; the first resource is named again at the end."""
        return circles(self.dependencies)

    @cached_property
    def certain_cycles(self) -> list[list[str]]:
        """Those that are there whatever the conditions that are unknown turn out to be."""
        return circles(_needed(self.nodes, (edge for edge in self.edges if edge not in self.doubtful)))

    @cached_property
    def kinds(self) -> dict[tuple[str, str], str]:
        """How the first edge between two resources came about."""
        return {(edge.dependent, edge.dependency): edge.kind for edge in reversed(self.edges)}

    def needs(self, dependent: str, dependency: str) -> bool:
        """Whether ``dependent`` needs ``dependency``, directly or through others; False for names not in the graph."""
        return dependency in self._needed_by(dependent)

    def _needed_by(self, dependent: str) -> frozenset[str]:
        """All that it needs, worked out once for each that is asked for."""
        known = self._reached.get(dependent)
        if known is None:
            seen: set[str] = set()
            pending = list(self.dependencies.get(dependent, ()))
            while pending:
                if (name := pending.pop()) not in seen:
                    seen.add(name)
                    pending.extend(self.dependencies[name])
            known = self._reached[dependent] = frozenset(seen)
        return known

    def to_json(self) -> dict[str, Any]:
        """``{"edges": [[dependent, dependency, kind], ...], "order": [[ids], ...]}``."""
        return {"edges": [list(edge) for edge in self.edges], "order": self.order}


def _needed(nodes: Iterable[str], edges: Iterable[Edge]) -> dict[str, tuple[str, ...]]:
    needed: dict[str, dict[str, None]] = {node: {} for node in nodes}
    for edge in edges:
        needed[edge.dependent][edge.dependency] = None
    return {node: tuple(names) for node, names in needed.items()}
