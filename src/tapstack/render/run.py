"""The state of one rendering: values, place, and what has been worked out so far."""

from __future__ import annotations

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
        "_problems",
        "blueprint",
        "identities",
        "known",
        "pending",
        "place",
        "pseudo",
        "region",
        "truths",
        "volume",
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
        self._problems: dict[tuple[str, TemplatePath, str], Problem] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found wrong, each once, in the order met."""
        return tuple(self._problems.values())

    def truth(self, name: str) -> Truth:
        """Whether a declared condition holds: True, False, or None where only AWS can tell."""
        if name not in self.truths:
            self.truths[name] = None  # a cycle, which is reported when compiling, ends here as unknown
            self.truths[name] = self.blueprint.conditions[name].truth(self)
        return self.truths[name]

    def prepare(self) -> None:
        """Work out what would otherwise be worked out inside one another, chain by chain."""
        for name in self.blueprint.conditions:
            self.truth(name)
        for identity in self.blueprint.chained:
            if self.present(identity.logical_id) is not False:
                identity.evaluate(self)

    def present(self, logical_id: str) -> Truth:
        """Whether a resource is made in this region."""
        condition = self.blueprint.resources[logical_id].condition
        return True if condition is None else self.truth(condition)

    def fail(
        self, check: Check, path: TemplatePath, message: str, fix: str | None = None, status: Status = Status.FAIL
    ) -> Unresolved:
        """Report a fault at ``path``; the value that stands in its place is an ``Error`` Unresolved."""
        message = cut(message)
        self.volume.bear(len(self._problems), path)
        self._problems.setdefault((check.id, path, message), Problem(check, path, message, fix, status))
        return Unresolved("Error", "/".join(map(str, path)), message, self.region)
