"""Evaluating once, when compiling, what no parameter and no region can change."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from tapstack.render.containers import MappingNode, SequenceNode
from tapstack.render.node import Constant, Node

if TYPE_CHECKING:
    from tapstack.render.run import Run


class _FaultyError(Exception):
    """The value has a fault, which is reported where and when the value is needed."""


class _Nowhere:
    """Stands for a run while folding: there are no parameters, and a fault ends it."""

    known: Mapping[str, Any] = MappingProxyType({})

    def fail(self, *_args: Any, **_kwargs: Any) -> Any:
        """End the folding."""
        raise _FaultyError


_NOWHERE = cast("Run", _Nowhere())


def fold(node: Node) -> Node:
    """``node`` as a Constant, where its operands are constants and determine it."""
    if not (node.foldable or isinstance(node, MappingNode | SequenceNode)):
        return node
    if not all(isinstance(operand, Constant) for operand in node.operands()):
        return node
    try:
        return Constant(node.path, node.evaluate(_NOWHERE), node)
    except _FaultyError:
        return node
