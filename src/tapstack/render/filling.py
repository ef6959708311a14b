"""A stack whose unresolved values become known one by one, as its resources are made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.render.run import Run

if TYPE_CHECKING:
    from tapstack.render.blueprint import Blueprint, Part
    from tapstack.render.place import Place
    from tapstack.template.parameter_values import ParameterValues


class Filling:
    """What each resource and output of a stack is, given what AWS has answered so far.

    Until a resource is told of, its name and attributes are those that the template determines, else Unresolved.
    """

    def __init__(self, blueprint: Blueprint, values: ParameterValues, place: Place) -> None:
        self._blueprint = blueprint
        self._run = Run(blueprint, values, place)
        self._run.prepare()
        self._run.identities.clear()
        self._told: dict[tuple[str, str], Any] = {}

    def know(self, logical_id: str, physical_id: str, attributes: Mapping[str, Any]) -> None:
        """A resource is made: its Ref and its attributes by name."""
        self._told[logical_id, "Ref"] = physical_id
        for name, value in attributes.items():
            self._told[logical_id, name] = value
        self._again()

    def forget(self, logical_id: str) -> None:
        """A resource is gone, or is about to be made anew."""
        self._told = {key: value for key, value in self._told.items() if key[0] != logical_id}
        self._again()

    def resource(self, logical_id: str) -> dict[str, Any]:
        """The body of a resource (Type, Properties and the other attributes), as far as it is known now."""
        return self._evaluated(self._blueprint.resources[logical_id])

    def output(self, name: str) -> dict[str, Any]:
        """The body of an output (Value, Export and the other members), as far as it is known now."""
        return self._evaluated(self._blueprint.outputs[name])

    def _evaluated(self, part: Part) -> dict[str, Any]:
        body: dict[str, Any] = part.body.evaluate(self._run)
        return body

    def _again(self) -> None:
        """Names that are made of others are worked out anew when next asked for."""
        self._run.identities.clear()
        self._run.identities.update(self._told)
