"""Fn::GetAtt: an attribute of a resource.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getatt.html
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tapstack.render.call import Call
from tapstack.render.node import Constant, Node

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


def _text(node: Node) -> str | None:
    return node.value if isinstance(node, Constant) and isinstance(node.value, str) else None


def _named(argument: Any) -> list[Any] | None:
    """Logical id and attribute, each still raw, of either form; None where it is neither."""
    if isinstance(argument, str) and "." in argument:
        return argument.split(".", 1)
    if isinstance(argument, list) and len(argument) >= 2:
        return [argument[0], ".".join(argument[1:])] if all(isinstance(x, str) for x in argument) else argument
    return None


def build(call: Call) -> Node:
    """Both forms; the logical id is known when compiling, the attribute may use Ref."""
    named = _named(call.argument)
    if named is None or len(named) != 2:
        return call.refuse(_FORMS)
    logical_id, attribute = (_part(call, raw, step) for step, raw in enumerate(named))
    name = _text(logical_id)
    if name is None:
        return call.fail(f"Fn::GetAtt takes {_FORMS}; the logical id must be text.")
    literal = _text(attribute)
    if literal is not None:
        return call.compiler.attribute(name, literal, call.path, "GetAtt")
    if isinstance(attribute, Constant):
        return call.fail(f"Fn::GetAtt takes {_FORMS}; the attribute must be text or a Ref.")
    return LateAttribute(call, name, attribute)


def _part(call: Call, raw: Any, step: int) -> Node:
    return call.compiler.argument(raw, (*call.path, step) if isinstance(call.argument, list) else call.path)
