"""The state of one rendering: values, place, and what has been worked out so far."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tapstack.findings import Check, Problem, Status, TemplatePath
from tapstack.findings.plain import cut
from tapstack.render.volume import Volume
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.render.blueprint import Blueprint
    from tapstack.render.place import Place
    from tapstack.template.logic import Truth
    from tapstack.template.parameter_values import ParameterValues


class Run:
    """One rendering of a blueprint, with the parameters' values, at a place.

    ``known`` holds the values of parameters and pseudo parameters by name.
    """

    __slots__ = (
        *("_problems", "blueprint", "doubts", "identities", "known", "pending", "place", "pseudo", "region", "truths"),
        *("hushed", "volume"),
    )

    def __init__(self, blueprint: Blueprint, values: ParameterValues, place: Place) -> None:
        self.blueprint = blueprint
        self.known = {**values.values, **place.pseudo}
        self.place = place
        self.region = place.region
        self.pseudo = place.pseudo
        self.truths: dict[str, Truth] = {}
        self.identities: dict[tuple[str, str], Any] = {}
        self.pending: set[Any] = set()
        self.volume = Volume(blueprint.template)
        self.doubts = 0
        self.hushed = 0
        self._problems: dict[tuple[str, TemplatePath, str], Problem] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found wrong, each once, in the order met."""
        return tuple(self._problems.values())

    def truth(self, name: str) -> Truth:
        """Whether a declared condition holds: True, False, or None where only AWS can tell."""
        if name not in self.truths:
            self.truths[name] = None  # a cycle, which is reported when compiling, ends here as unknown
            condition = self.blueprint.conditions.get(name)  # none yet, where a loop asks while they are compiled
            self.truths[name] = None if condition is None else condition.truth(self)
        return self.truths[name]

    def prepare(self) -> None:
        """Work out what would otherwise be worked out inside one another, chain by chain.

        Whether a name is asked for at all is seen later: until then its faults are in doubt.
        """
        for name in self.blueprint.conditions:
            self.truth(name)
        for identity in self.blueprint.chained:
            if self.present(identity.logical_id) is not False:
                with self.in_doubt():
                    identity.evaluate(self)

    def present(self, logical_id: str) -> Truth:
        """Whether a resource is made in this region."""
        condition = self.blueprint.resources[logical_id].condition
        return True if condition is None else self.truth(condition)

    @contextmanager
    def in_doubt(self) -> Iterator[None]:
        """While something is evaluated that AWS may never ask for."""
        self.doubts += 1
        try:
            yield
        finally:
            self.doubts -= 1

    @contextmanager
    def hush(self) -> Iterator[None]:
        """While something is evaluated of which no message may tell the values."""
        self.hushed += 1
        try:
            yield
        finally:
            self.hushed -= 1

    def fail(
        self, check: Check, path: TemplatePath, message: str, fix: str | None = None, status: Status = Status.FAIL
    ) -> Unresolved:
        """Report a fault at ``path``; the value that stands in its place is an ``Error`` Unresolved.

        A macro may change what is at fault, and a value in doubt may not be asked for: then the verdict is UNKNOWN.
        """
        if self.doubts or self.blueprint.opaque:
            status = Status.UNKNOWN
        message = cut(
            f"{check.title}: not here. A NoEcho parameter decides, so no more is shown." if self.hushed else message
        )
        self.volume.bear(len(self._problems), path)
        key = (check.id, path, message)
        if status is Status.FAIL or key not in self._problems:
            self._problems[key] = Problem(check, path, message, fix, status)
        return Unresolved("Error", "/".join(map(str, path)), message, self.region)
