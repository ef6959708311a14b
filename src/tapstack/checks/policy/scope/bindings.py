"""What the variables of a rule stand for, where they are used."""

from __future__ import annotations

from collections import ChainMap
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


def of_file(values: Mapping[str, Value]) -> Place:
    """Where the rules of a file with these variables stand: on the whole document."""
    return Place((), {}).inside((), values)


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
        if not values:
            return replace(self, way=way)
        own: dict[str, Binding] = {}
        place = replace(self, way=way, variables=ChainMap(own, self.variables))  # type: ignore[arg-type]  # only read
        own.update({name: Binding(value, place) for name, value in values.items()})
        return place

    def called(self, bindings: Mapping[str, Binding]) -> Place:
        """A rule that is called from here: it knows the variables of who calls it, and its parameters."""
        return replace(self, variables=ChainMap(dict(bindings), self.variables)) if bindings else self  # type: ignore[arg-type]

    def guarding(self) -> Place:
        """The same place, where what is read is a condition."""
        return replace(self, guard=True)

    def among(self, alternatives: int) -> Place:
        """The same place, for one of so many alternatives."""
        return replace(self, joined=True) if alternatives > 1 else self
