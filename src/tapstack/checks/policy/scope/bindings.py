"""What the variables of a rule stand for, where they are used."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tapstack.checks.policy.language.syntax import Value
    from tapstack.checks.policy.scope.use import Way


@dataclass(frozen=True, slots=True)
class Binding:
    """A value as it was written, and where: a query in it begins there."""

    value: Value
    place: Place


@dataclass(frozen=True, slots=True)
class Place:
    """Where a clause stands.

    ``way`` is what its block looks at, None where that is no value of the document. ``guard`` if it decides whether
    something else is looked at; ``joined`` if it is one of several alternatives.
    """

    way: Way | None
    variables: Mapping[str, Binding]
    guard: bool = False
    joined: bool = False

    def inside(self, way: Way | None, values: Mapping[str, Value]) -> Place:
        """A block within this one, on the values at ``way``, with variables of its own."""
        variables: dict[str, Binding] = dict(self.variables)
        place = replace(self, way=way, variables=variables)
        variables.update({name: Binding(value, place) for name, value in values.items()})
        return place

    def called(self, bindings: Mapping[str, Binding]) -> Place:
        """A rule that is called from here: it knows the variables of who calls it, and its parameters."""
        return replace(self, variables={**self.variables, **bindings})

    def guarding(self) -> Place:
        """The same place, where what is read is a condition."""
        return replace(self, guard=True)

    def among(self, alternatives: int) -> Place:
        """The same place, for one of so many alternatives."""
        return replace(self, joined=True) if alternatives > 1 else self
