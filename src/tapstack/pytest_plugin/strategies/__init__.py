"""Hypothesis strategies made from a template's own Parameters section.

``@given(parameter_values("template.yaml"))``; or, with the template of the fixture::

    @given(st.data())
    def test_names_are_legal(tapstack_template, tapstack_stackset, data):
        values = data.draw(parameter_values(tapstack_template))
"""

from collections.abc import Mapping, Sequence
from os import PathLike

from hypothesis.strategies import SearchStrategy

from tapstack.pytest_plugin.stack import Stack
from tapstack.pytest_plugin.strategies.invalid import invalid_sets
from tapstack.pytest_plugin.strategies.rendered import rendered
from tapstack.pytest_plugin.strategies.section import section
from tapstack.pytest_plugin.strategies.valid import Sets
from tapstack.template import Template

Known = Mapping[str, SearchStrategy[str]]

__all__ = ["invalid_parameter_values", "parameter_values", "stacks"]


def parameter_values(
    template: Template | str | PathLike[str], *, regions: Sequence[str] = (), known: Known | None = None
) -> SearchStrategy[dict[str, str]]:
    """Complete sets of values that CloudFormation takes; a parameter that is left out has its default.

    Minima, maxima and allowed values are drawn often. The Rules section holds in each of ``regions``; without one,
    what a rule says of AWS::Region is not known and excludes nothing. ``known`` has strategies for parameters of which
    you know more than the template says. Raises InputError where no value, or no set, can be found.
    """
    return Sets(section(template), tuple(regions), known or {}).strategy()


def invalid_parameter_values(
    template: Template | str | PathLike[str], *, regions: Sequence[str] = (), known: Known | None = None
) -> SearchStrategy[tuple[str, dict[str, str]]]:
    """Sets of which exactly one value is just outside what CloudFormation takes, with the name of that parameter.

    It is too short or too long by one, below the minimum, above the maximum, not among the allowed values, against the
    pattern, no number, no identifier of its type, larger than any value may be, or missing. Raises InputError where
    nothing can be wrong.
    """
    return invalid_sets(Sets(section(template), tuple(regions), known or {}))


def stacks(
    template: Template | str | PathLike[str], region: str, *, known: Known | None = None
) -> SearchStrategy[Stack]:
    """The stacks that a region can get from this template."""
    return rendered(section(template), region, known or {})
