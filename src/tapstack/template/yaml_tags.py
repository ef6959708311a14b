"""The short forms of intrinsic functions in YAML, and what they are in long form."""

from typing import Any

_PLAIN = ("Ref", "Condition")
_FUNCTIONS = (
    "And",
    "Base64",
    "Cidr",
    "Contains",
    "EachMemberEquals",
    "EachMemberIn",
    "Equals",
    "FindInMap",
    "GetAZs",
    "GetAtt",
    "GetStackOutput",
    "If",
    "ImportValue",
    "Join",
    "Length",
    "Not",
    "Or",
    "RefAll",
    "Select",
    "Split",
    "Sub",
    "ToJsonString",
    "Transform",
    "ValueOf",
    "ValueOfAll",
)

LONG_FORMS = {f"!{name}": name for name in _PLAIN} | {f"!{name}": f"Fn::{name}" for name in _FUNCTIONS}
"""``!Sub`` -> ``Fn::Sub``. Sources: the intrinsic function and the rule function reference of the user guide."""


def argument(tag: str, value: Any) -> Any:
    """What the long form takes: ``!GetAtt A.B.C`` is ``["A", "B.C"]``, everything else is as it stands."""
    if tag == "!GetAtt" and isinstance(value, str):
        return value.split(".", 1)
    return value
