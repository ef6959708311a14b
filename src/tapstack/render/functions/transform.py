"""Fn::Transform: a macro for one part of the template; what it makes is not known here.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-transform.html
"""

from tapstack.findings import Status
from tapstack.render.call import Call
from tapstack.render.checks import TRANSFORM
from tapstack.render.node import Constant, Node
from tapstack.template.unresolved import Unresolved


def build(call: Call) -> Node:
    """Fn::Transform takes {"Name": macro, "Parameters": {...}}; siblings are given to the macro too."""
    argument = call.argument
    if not isinstance(argument, dict) or not isinstance(argument.get("Name"), str):
        return call.refuse('{"Name": macro, "Parameters": {...}}')
    name = argument["Name"]
    call.fail(f"What the macro {name} makes here is not known.", TRANSFORM, status=Status.UNKNOWN)
    return Constant(call.path, Unresolved("Transform", name, "a macro makes it"))
