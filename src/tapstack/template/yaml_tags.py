"""The short forms of intrinsic functions in YAML, and what they are in long form."""

from typing import Any

_PREFIX = "tag:yaml.org,2002:"
_UNSUPPORTED = ("!!binary", "!!omap", "!!pairs", "!!set", "!!timestamp")
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


def tag_fault(tag: str) -> tuple[str, str]:
    """What is wrong with a tag that has no long form, and what to do."""
    shown = shown_tag(tag)
    if shown in _UNSUPPORTED:
        return f"CloudFormation does not support the tag {shown}.", "Remove the tag."
    return f"unknown tag {shown}.", "Use a short form that CloudFormation has, such as !Ref, or put the text in quotes."


def shown_tag(tag: str) -> str:
    """A tag as people write it."""
    return tag.replace(_PREFIX, "!!", 1)[:80]
