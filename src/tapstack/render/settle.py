"""The last step of a value on its way into a stack: its schema's type, and dynamic references."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tapstack.facts.coercion import coerce
from tapstack.render.node import Constant, Node
from tapstack.render.value import compose
from tapstack.render.volume import LITTLE
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.facts.shapes import Shape
    from tapstack.findings import TemplatePath
    from tapstack.render.run import Run

_MARK = "{{resolve:"
_DYNAMIC = re.compile(r"\{\{resolve:([^{}]*)\}\}")


class SettledNode(Node):
    """A function whose value becomes part of the stack."""

    __slots__ = ("as_text", "node", "shape")

    def __init__(self, node: Node, shape: Shape | None) -> None:
        super().__init__(node.path)
        self.node = node
        self.shape = shape
        self.as_text = shape is None or shape.scalar in (None, "string")

    def evaluate(self, run: Run) -> Any:
        """The function's value, settled."""
        value = self.node.evaluate(run)
        if self.as_text and type(value) is str and len(value) <= LITTLE and _MARK not in value:
            return value
        if isinstance(value, str | Unresolved):
            run.volume.text(value, self.path)
        elif isinstance(value, list | dict):
            run.volume.charge(value, self.path)
        return settle(value, self.shape, run.region)

    def operands(self) -> Sequence[Node]:
        """The function."""
        return (self.node,)

    def pick(self, run: Run, key: str) -> Any:
        """The function's own member, settled."""
        return settle(self.node.pick(run, key), self.shape.property(key) if self.shape else None, run.region)

    def origin(self, run: Run, rest: TemplatePath) -> TemplatePath:
        """The function's own origin."""
        return self.node.origin(run, rest)


def settled(node: Constant, shape: Shape | None) -> Node:
    """The constant, settled at once, or in each region where it has dynamic references."""
    if _refers(node.value):
        return SettledNode(node, shape)
    return Constant(node.path, settle(node.value, shape, ""), node.source)


def _refers(value: Any) -> bool:
    if isinstance(value, Unresolved):
        return any(map(_refers, value.parts))
    if isinstance(value, dict | list):
        return any(map(_refers, value.values() if isinstance(value, dict) else value))
    return isinstance(value, str) and _MARK in value


def settle(value: Any, shape: Shape | None, region: str) -> Any:
    """``value`` with scalars in the type of ``shape`` and dynamic references unresolved: each region has its own."""
    if isinstance(value, str):
        if _MARK in value:
            return _dynamic(value, region)
        return coerce(value, shape.scalar) if shape is not None and shape.scalar else value
    if isinstance(value, Unresolved):
        return _dynamic_parts(value, region) if _MARK in value.of else value
    if isinstance(value, list):
        item = shape.item() if shape is not None else None
        members = [settle(member, item, region) for member in value]
        return members if type(value) is list else value
    if isinstance(value, dict):
        return {key: settle(member, shape.property(key) if shape else None, region) for key, member in value.items()}
    if isinstance(value, bool | int | float) and shape is not None and shape.scalar:
        return coerce(value, shape.scalar)
    return value


def _dynamic_parts(value: Unresolved, region: str) -> Any:
    if value.kind != "String":
        return value
    return compose(_dynamic(part, region) if isinstance(part, str) and _MARK in part else part for part in value.parts)


def _dynamic(text: str, region: str) -> Any:
    """A text with ``{{resolve:service:reference}}`` in it, which CloudFormation looks up when it makes the resource.

    Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
    """
    pieces = _DYNAMIC.split(text)
    return compose(
        Unresolved("DynamicReference", piece, "CloudFormation looks it up when it makes the resource", region)
        if index % 2
        else piece
        for index, piece in enumerate(pieces)
    )
