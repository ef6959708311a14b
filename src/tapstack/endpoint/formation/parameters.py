"""The parameters of a request, and what an answer shows of them. NoEcho values are never shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tapstack.simulate.engine.errors import invalid
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.render import Program
    from tapstack.template.parameter_values import ParameterValue, ParameterValues

HIDDEN = "****"


def given(
    parameters: Sequence[Mapping[str, Any]] | None, program: Program, previous: Mapping[str, str]
) -> dict[str, str]:
    """The values by name; UsePreviousValue is what was given before. Raises StackError for undeclared names."""
    declared = program.template.section("Parameters")
    values: dict[str, str] = {}
    for one in parameters or ():
        name = one["ParameterKey"]
        if name not in declared:
            raise invalid(f"Parameters: [{name}] do not exist in the template")
        if one.get("UsePreviousValue"):
            if name in previous:
                values[name] = previous[name]
        elif "ParameterValue" in one:
            values[name] = one["ParameterValue"]
        else:
            raise invalid(f"Invalid input for parameter key {name}. Cannot specify usePreviousValue as false")
    return values


def told(values: ParameterValues) -> Iterator[dict[str, str]]:
    """As DescribeStacks shows them."""
    for name, value in values.values.items():
        yield {"ParameterKey": name, "ParameterValue": HIDDEN if name in values.secrets else _text(value)}


def plain(values: ParameterValues) -> dict[str, str]:
    """Every value as it would be given again."""
    return {name: _text(value) for name, value in values.values.items()}


def _text(value: ParameterValue) -> str:
    if isinstance(value, list):
        return ",".join(map(str, value))
    return value.of if isinstance(value, Unresolved) else value
