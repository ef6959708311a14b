"""Whether a control must hold under the parameters of a deployment."""

from collections.abc import Mapping, Sequence
from typing import Any

from tapstack.findings import Control, HoldsWhen

Values = Mapping[str, Any]


def not_asked(control: Control, deployments: Sequence[Values]) -> str:
    """Why the control need not hold under any of the deployments' parameters; empty where it must.

    A value that nobody knows, or a parameter that the template does not have, asks for the control.
    """
    whys = [why for values in deployments if (why := _why(control, values))]
    return whys[0] if whys and len(whys) == len(deployments) else ""


def _why(control: Control, values: Values) -> str:
    for condition in control.holds_when:
        if not _may_hold(condition, values):
            return f"It must hold while {condition}; {condition.parameter} is {_text(values[condition.parameter])!r}."
    return ""


def _may_hold(condition: HoldsWhen, values: Values) -> bool:
    text = _text(values.get(condition.parameter))
    return text is None or (text in condition.values) != condition.otherwise


def _text(value: Any) -> str | None:
    """The value as text; None where it is not known."""
    if isinstance(value, list):
        return ",".join(value)
    return value if isinstance(value, str) else None
