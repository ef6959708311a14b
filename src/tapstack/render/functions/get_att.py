"""Fn::GetAtt: an attribute of a resource.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getatt.html
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tapstack.render.call import Call
from tapstack.render.node import Constant, Node, Reference

if TYPE_CHECKING:
    from tapstack.render.run import Run

_FORMS = '["LogicalId", "Attribute"] or "LogicalId.Attribute"'


class LateAttribute(Node):
    """An attribute whose name is computed from parameters."""

    __slots__ = ("attribute", "call", "logical_id")

    def __init__(self, call: Call, logical_id: str, attribute: Node) -> None:
        super().__init__(call.path)
        self.call = call
        self.logical_id = logical_id
        self.attribute = attribute

    def evaluate(self, run: Run) -> Any:
        """The attribute named by the parameters of this run."""
        name = self.attribute.evaluate(run)
        if not isinstance(name, str):
            return name
        return self.call.compiler.late_attribute(self.logical_id, name, self.path, run)

    def operands(self) -> Sequence[Node]:
        """The name's own node."""
        return (self.attribute,)

    def own_references(self) -> Sequence[Reference]:
        """The resource, whatever the attribute."""
        return (Reference(self.logical_id, "GetAtt"),)


def _text(node: Node) -> str | None:
    return node.value if isinstance(node, Constant) and isinstance(node.value, str) else None


def _named(argument: Any) -> list[Any] | None:
    """Logical id and attribute, each still raw, of either form; None where it is neither."""
    named = argument.split(".", 1) if isinstance(argument, str) else argument
    return named if isinstance(named, list) and len(named) == 2 and "" not in named else None


def build(call: Call) -> Node:
    """Both forms; the logical id is known when compiling, the attribute may use Ref."""
    named = _named(call.argument)
    if named is None:
        return call.refuse(_FORMS)
    steps = ((*call.path, 0), (*call.path, 1)) if isinstance(call.argument, list) else (call.path, call.path)
    name = call.name_from(named[0], steps[0], _FORMS)
    if isinstance(name, Constant):
        return name
    attribute = call.compiler.argument(named[1], steps[1])
    literal = _text(attribute)
    if literal is not None:
        return call.compiler.attribute(name, literal, call.path, "GetAtt")
    if isinstance(attribute, Constant):
        return call.fail(f"Fn::GetAtt takes {_FORMS}; the attribute must be text or a Ref.")
    return call.compiler.no_resource(name, call.path) or LateAttribute(call, name, attribute)
