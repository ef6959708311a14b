"""Whether a template has the shape that CloudFormation takes, section by section."""

from tapstack.findings import Problem
from tapstack.template.cut import cut
from tapstack.template.model import Template
from tapstack.template.structure import conditions, limits, mappings, names, nulls, outputs, resources, sections
from tapstack.template.structure.scope import Scope

__all__ = ["problems"]

_PARTS = (
    sections.problems,
    limits.problems,
    nulls.problems,
    names.problems,
    mappings.problems,
    conditions.problems,
    resources.problems,
    outputs.problems,
)


def problems(template: Template) -> list[Problem]:
    """Everything wrong with the shape of the template, each at its path.

    At most 501; the last then says that there are others.
    A problem is UNKNOWN where a macro that may change the shape processes the template before CloudFormation reads it.
    """
    scope = Scope(template)
    return cut(problem for part in _PARTS for problem in part(scope))
