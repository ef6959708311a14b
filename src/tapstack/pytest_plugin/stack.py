"""One region's stack, for tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from tapstack.findings import did_you_mean
from tapstack.pytest_plugin.errors import MissingError, UnknownError
from tapstack.pytest_plugin.lookup import NOTHING, look_up
from tapstack.pytest_plugin.resource import Resource
from tapstack.pytest_plugin.unknown import own
from tapstack.pytest_plugin.whereabouts import no_resource, refuse_unknown_type

if TYPE_CHECKING:
    from tapstack.findings import Problem
    from tapstack.graph import Graph
    from tapstack.pytest_plugin.stackset import StackSet
    from tapstack.render import Stack as Rendered


class Stack:
    """What a region really gets.

    ``absent`` are the resources whose condition is false here. Nothing that it gives can change it.
    """

    def __init__(self, rendered: Rendered, stackset: StackSet) -> None:
        self._rendered = rendered
        self._stackset = stackset
        self.region = rendered.region
        self.absent = rendered.absent

    def __repr__(self) -> str:
        given = "".join(f", {name}={value!r}" for name, value in self.parameters.items())
        return f"Stack({self.region!r}, {len(self.resources)} resources{given})"

    def __contains__(self, logical_id: object) -> bool:
        __tracebackhide__ = True
        resource = self.resources.get(str(logical_id))
        return resource is not None and bool(resource.condition)

    @cached_property
    def resources(self) -> Mapping[str, Resource]:
        """The resources by logical id, in the order of the template; also those of which it is unknown."""
        return MappingProxyType({name: Resource(body, self) for name, body in self._rendered.resources.items()})

    def resource(self, logical_id: str) -> Resource:
        """The resource of that logical id; MissingError, which says where it is, if it is not here."""
        __tracebackhide__ = True
        if logical_id not in self.resources:
            raise MissingError(no_resource(logical_id, self, self._stackset))
        return self.resources[logical_id]

    def of_type(self, name: str) -> list[Resource]:
        """The resources of a type, in the order of the template; MissingError for a type that does not exist."""
        __tracebackhide__ = True
        found = [resource for resource in self.resources.values() if resource.type == name]
        if not found:
            refuse_unknown_type(name, self, self._stackset)
        return found

    def depends_on(self, dependent: str | Resource, dependency: str | Resource, *, direct: bool = False) -> bool:
        """Whether ``dependent`` needs ``dependency``, directly or, unless ``direct``, through others.

        UnknownError where a condition that is not known decides it.
        """
        __tracebackhide__ = True
        ends = self._logical_id(dependent), self._logical_id(dependency)
        if not _needs(self._graph, *ends, direct=direct):
            return False
        if not _needs(self._certain, *ends, direct=direct):
            raise UnknownError(f"Conditions that are not known decide whether {' needs '.join(ends)} in {self.region}.")
        return True

    @property
    def outputs(self) -> dict[str, Any]:
        """The outputs as the region gets them, by name."""
        copy: dict[str, Any] = own(self._rendered.outputs, f"An output in {self.region}")
        return copy

    def output(self, name: str, default: Any = NOTHING) -> Any:
        """The value of an output; ``default``, else MissingError, where there is none."""
        __tracebackhide__ = True
        if name in self._rendered.outputs:
            return look_up(self._rendered.outputs[name], "Value", f"output {name} in {self.region}")
        if default is NOTHING:
            hint = did_you_mean(
                name, self._rendered.outputs, otherwise="There are no others." if not self.outputs else ""
            )
            raise MissingError(f"{self.region} has no output {name!r}. {hint}")
        return default

    @property
    def parameters(self) -> dict[str, Any]:
        """The values of all parameters; those that are NoEcho are unresolved."""
        values = self._rendered.parameters
        return {name: own(value, f"Parameter {name} in {self.region}") for name, value in values.items()}

    @property
    def conditions(self) -> dict[str, Any]:
        """Whether each condition holds; one that only AWS can decide is unresolved."""
        values = self._rendered.conditions
        return {name: own(value, f"Condition {name} in {self.region}") for name, value in values.items()}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the template, seen from this region, and what only AWS can tell."""
        return (*self._stackset.problems, *self._rendered.problems)

    @property
    def graph(self) -> Graph:
        """Who needs whom."""
        return replace(self._graph)

    def to_json(self) -> dict[str, Any]:
        """What ``tapstack render`` prints, as plain values."""
        return self._rendered.to_json()

    @cached_property
    def _graph(self) -> Graph:
        from tapstack.graph import stack_graph

        return stack_graph(self._rendered)

    @cached_property
    def _certain(self) -> Graph:
        edges = tuple(edge for edge in self._graph.edges if edge not in self._graph.doubtful)
        return replace(self._graph, edges=edges, doubtful=frozenset())

    def _logical_id(self, of: str | Resource) -> str:
        __tracebackhide__ = True
        return self.resource(of if isinstance(of, str) else of.logical_id).logical_id


def _needs(graph: Graph, dependent: str, dependency: str, *, direct: bool) -> bool:
    return dependency in graph.dependencies[dependent] if direct else graph.needs(dependent, dependency)
