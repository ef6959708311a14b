"""Evaluating once, when compiling, what no parameter and no region can change."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from tapstack.render.containers import MappingNode, SequenceNode
from tapstack.render.node import Constant, Node

if TYPE_CHECKING:
    from tapstack.render.run import Run
    from tapstack.render.volume import Volume


class _FaultyError(Exception):
    """The value has a fault, which is reported where and when the value is needed."""


class Nowhere:
    """Stands for a run while folding: there are no parameters, and a fault ends it."""

    known: Mapping[str, Any] = MappingProxyType({})

    def __init__(self, volume: Volume) -> None:
        self.volume = volume

    def fail(self, *_args: Any, **_kwargs: Any) -> Any:
        """End the folding."""
        raise _FaultyError


def fold(node: Node, nowhere: Nowhere) -> Node:
    """``node`` as a Constant, where its operands are constants and determine it."""
    if not (node.foldable or isinstance(node, MappingNode | SequenceNode)):
        return node
    if not all(isinstance(operand, Constant) for operand in node.operands()):
        return node
    try:
        return Constant(node.path, node.evaluate(cast("Run", nowhere)), node)
    except _FaultyError:
        return node
