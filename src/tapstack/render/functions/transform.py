"""Fn::Transform: a macro for one part of the template; what it makes is not known here.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-transform.html
"""

from typing import Any

from tapstack.findings import Status
from tapstack.render.call import Call
from tapstack.render.checks import TRANSFORM
from tapstack.render.node import Constant, Node
from tapstack.template.unresolved import Unresolved


def build(call: Call) -> Node:
    """Fn::Transform takes {"Name": macro, "Parameters": {...}} or a list of these; siblings go to the macro too."""
    names = macro_names(call.argument)
    if not names:
        return call.refuse('{"Name": macro, "Parameters": {...}}')
    call.fail(f"What the macro {names[-1]} makes here is not known.", TRANSFORM, status=Status.UNKNOWN)
    return Constant(call.path, Unresolved("Transform", f"{names[-1]} at {call.place}", "a macro makes it"))


def macro_names(argument: Any) -> list[str]:
    """The macros in the order in which they run; none where one has no name."""
    entries = argument if isinstance(argument, list) else [argument]
    names = [entry.get("Name") if isinstance(entry, dict) else None for entry in entries]
    return [name for name in names if isinstance(name, str)] if all(isinstance(n, str) for n in names) else []


def given_by_macro(raw: Any) -> bool:
    """Whether a macro makes the whole value, before any other function sees it."""
    return isinstance(raw, dict) and "Fn::Transform" in raw
