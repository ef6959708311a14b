"""A template compiled once, to be rendered many times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.findings import Problem
from tapstack.render.build import build
from tapstack.render.loops import NeedsSeedError
from tapstack.render.stack import Stack
from tapstack.template.parameter_set import ParameterSet

if TYPE_CHECKING:
    from tapstack.render.blueprint import Blueprint
    from tapstack.render.place import Place
    from tapstack.template.model import Template
    from tapstack.template.parameter_values import ParameterValues


class Program:
    """A compiled template.

    ``parameters`` turns given texts into values; ``problems`` are those that hold in every region. A template
    whose loops run over parameters can only be compiled with their values, and is, anew, at each rendering:
    then ``problems`` is empty and every problem is in the stack.
    """

    def __init__(self, template: Template, parameters: ParameterSet | None = None) -> None:
        self.template = template
        self.parameters = parameters or ParameterSet(template)
        self._blueprint = self._compiled()

    def _compiled(self) -> Blueprint | None:
        try:
            return build(self.template, self.parameters, None)
        except NeedsSeedError:
            return None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong in every region."""
        return self._blueprint.problems if self._blueprint else ()

    def blueprint(self, values: ParameterValues, place: Place) -> Blueprint:
        """What is evaluated there; of a template whose loops run over parameters, a new one each time."""
        return self._blueprint or build(self.template, self.parameters, (values, place))

    def render(self, values: ParameterValues, place: Place) -> Stack:
        """The stack that these parameter values make at this place.

        Raises InputError where the template makes more than any stack can hold, and for nothing else that it says.
        """
        if self._blueprint is not None:
            return Stack(self._blueprint, values, place)
        blueprint = build(self.template, self.parameters, (values, place))
        return Stack(blueprint, values, place, blueprint.problems)


def compile_template(template: Template, parameters: ParameterSet | None = None) -> Program:
    """Compile a template: check every function, and work out what no parameter and no region can change.

    ``parameters`` are those of the template, where they have been compiled before. Raises InputError where the
    template makes more than any stack can hold.
    """
    return Program(template, parameters)
