"""Where in a resource functions stand: what they give is in no template, so that nobody has read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tapstack.render.containers import MappingNode, SequenceNode
from tapstack.render.node import Constant

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.render.node import Node


def worked_out(node: Node, value: Any, path: TemplatePath = ()) -> Iterator[TemplatePath]:
    """The paths of the outermost functions in ``node``, which gave ``value``, as they stand in the value.

    A list that lost members to AWS::NoValue is one such path as a whole.
    """
    if isinstance(node, Constant):
        if node.source is not None:
            yield from worked_out(node.source, value, path)
    elif isinstance(node, MappingNode) and isinstance(value, dict):
        for key, member in node.members.items():
            if key in value:
                yield from worked_out(member, value[key], (*path, key))
    elif isinstance(node, SequenceNode) and isinstance(value, list) and len(value) == len(node.members):
        for index, member in enumerate(node.members):
            yield from worked_out(member, value[index], (*path, index))
    else:
        yield path
