"""What a stack is to be: a template with its parameters' values, in force since an operation or wanted by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tapstack.graph import stack_graph
from tapstack.simulate.engine.settle import unresolved

if TYPE_CHECKING:
    from tapstack.graph import Graph
    from tapstack.render import Filling, Place, Program, Stack
    from tapstack.template.parameter_values import ParameterValue, ParameterValues
    from tapstack.template.unresolved import Unresolved


@dataclass(frozen=True)
class Definition:
    """The compiled template, the values, the place and the stack's tags."""

    program: Program
    values: ParameterValues
    place: Place
    tags: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def stack(self) -> Stack:
        """What the region gets."""
        return self.program.render(self.values, self.place)

    @cached_property
    def graph(self) -> Graph:
        """Who needs whom."""
        return stack_graph(self.stack)

    @property
    def order(self) -> Iterator[str]:
        """Every resource after all that it needs."""
        return (name for level in self.graph.order for name in level)

    def filling(self) -> Filling:
        """The stack, to be told what is made."""
        return self.stack.filling()

    def type_of(self, logical_id: str) -> str:
        """The type of a resource."""
        return self.stack.resources[logical_id].type

    @cached_property
    def imports(self) -> frozenset[str]:
        """The names of the exports that the stack uses."""
        return frozenset(value.of for value in self._unresolved if value.kind == "ImportValue")

    @cached_property
    def secrets(self) -> dict[str, ParameterValue]:
        """The values of the NoEcho parameters that the stack uses, which its bodies do not show."""
        names = sorted({value.of for value in self._unresolved if value.kind == "NoEcho"})
        return {name: self.values.values[name] for name in names if name in self.values.values}

    @cached_property
    def _unresolved(self) -> tuple[Unresolved, ...]:
        return tuple(unresolved([self.stack.bodies, self.stack.outputs]))

    def attribute(self, logical_id: str, name: str) -> str:
        """DeletionPolicy or UpdateReplacePolicy: Delete where the template says nothing.

        Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
        (the types whose default is Snapshot are none that the simulator makes).
        """
        return str(self.stack.bodies[logical_id].get(name, "Delete"))
