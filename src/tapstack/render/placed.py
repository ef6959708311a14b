"""Which conditions may differ between the stacks of two regions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tapstack.render.conditions import Combined, Condition, Equals, Undecidable, named_conditions
from tapstack.render.functions.get_azs import GetAZsNode
from tapstack.render.functions.ref import NamedNode, StoredNode
from tapstack.render.node import Node, below

_PLACED = frozenset({"AWS::Region", "AWS::Partition", "AWS::URLSuffix", "AWS::StackId", "AWS::StackName"})


def follows_place(name: str, conditions: Mapping[str, Condition]) -> bool:
    """Whether a condition may differ between the stacks of two regions: it asks for region, zones, or a region's store.

    Parameters have one value for all stacks. What could not be compiled may depend on anything.
    """
    pending, seen = [name], set[str]()
    while pending:
        current = pending.pop()
        if current in seen:
            continue
        seen.add(current)
        condition = conditions.get(current)
        if condition is None or any(_is_placed(part) for part in _parts(condition)):
            return True
        pending += named_conditions(condition)
    return False


def _parts(condition: Condition) -> Iterator[Condition]:
    yield condition
    if isinstance(condition, Combined):
        for member in condition.members:
            yield from _parts(member)


def _is_placed(condition: Condition) -> bool:
    if isinstance(condition, Undecidable):
        return True
    if not isinstance(condition, Equals):
        return False
    return any(_asks_for_place(node) for side in (condition.left, condition.right) for node in below(side))


def _asks_for_place(node: Node) -> bool:
    return isinstance(node, StoredNode | GetAZsNode) or (isinstance(node, NamedNode) and node.name in _PLACED)
