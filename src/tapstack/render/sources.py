"""What a rendered value comes from: the conditions, mappings, parameters and texts that made it what it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from tapstack.render.conditions import Combined, Condition, Equals, Undecidable, named_conditions
from tapstack.render.containers import MappingNode, SequenceNode
from tapstack.render.functions.choose import IfNode
from tapstack.render.functions.find_in_map import FindInMapNode
from tapstack.render.functions.get_azs import GetAZsNode
from tapstack.render.functions.imports import ImportNode, StackOutputNode
from tapstack.render.functions.ref import NamedNode, SecretNode, StoredNode
from tapstack.render.guards import GuardedNode
from tapstack.render.node import Constant, Node, below
from tapstack.render.settle import SettledNode
from tapstack.render.value import NO_VALUE, describe

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.render.run import Run

CONDITION, MAPPING, PSEUDO, PARAMETER = "Condition", "Mapping", "Pseudo", "Parameter"
LITERAL, ZONES, STORE, RESOURCE = "Literal", "Zones", "Store", "Resource"

_PLACED = frozenset({"AWS::Region", "AWS::Partition", "AWS::URLSuffix", "AWS::StackId", "AWS::StackName"})


class Source(NamedTuple):
    """One thing that a value comes from.

    ``kind`` is Condition, Mapping, Pseudo, Parameter, Literal, Zones, Store (what each region keeps for
    itself: Parameter Store, exports) or Resource; ``name`` is its name, and ``value`` what it gave.
    """

    kind: str
    name: str
    value: Any


def sources(node: Node, run: Run, rest: TemplatePath) -> Iterator[Source]:
    """What decided that something stands at ``rest`` below the value of ``node``, and what it is made of."""
    while rest:
        if isinstance(node, IfNode):
            yield _condition(node, run)
        step = _step(node, run, rest[0])
        if step is None:
            break
        node, used = step
        rest = rest[used:]
    yield from _made_of(node, run)


def _step(node: Node, run: Run, name: str | int) -> tuple[Node, int] | None:
    """The next node on the way to ``name``, and how many steps that was; None where only the whole can be told."""
    if isinstance(node, MappingNode):
        member = node.members.get(str(name))
        return None if member is None else (member, 1)
    if isinstance(node, SequenceNode) and isinstance(name, int):
        present = [member for member in node.members if member.evaluate(run) is not NO_VALUE]
        return (present[name], 1) if name < len(present) else None
    if isinstance(node, IfNode):
        chosen = node.chosen(run)
        return (chosen[0], 0) if len(chosen) == 1 else None
    if isinstance(node, SettledNode | GuardedNode):
        return node.node, 0
    if isinstance(node, Constant) and node.source is not None:
        return node.source, 0
    return None


def _made_of(node: Node, run: Run) -> Iterator[Source]:
    pending = [node]
    while pending:
        current = pending.pop()
        if isinstance(current, Constant) and current.source is not None:
            current = current.source
        yield from _own(current, run)
        pending.extend(reversed(current.chosen(run)))


def _own(node: Node, run: Run) -> Iterator[Source]:
    if isinstance(node, Constant):
        yield Source(LITERAL, "", node.value)
    elif isinstance(node, IfNode):
        yield _condition(node, run)
    elif isinstance(node, FindInMapNode):
        keys = [describe(key.evaluate(run)) for key in node.keys]
        yield Source(MAPPING, ".".join(keys), node.evaluate(run))
    elif isinstance(node, GetAZsNode):
        yield Source(ZONES, "Fn::GetAZs", None)
    elif isinstance(node, StoredNode | ImportNode | StackOutputNode):
        yield Source(STORE, getattr(node, "name", "") if isinstance(node, StoredNode) else "", None)
    elif isinstance(node, NamedNode):
        yield _named(node, run)
    for reference in node.own_references():
        yield Source(RESOURCE, reference.target, reference.kind)


def _named(node: NamedNode, run: Run) -> Source:
    if isinstance(node, SecretNode):
        return Source(PARAMETER, node.name, None)
    return Source(PSEUDO if node.name in run.pseudo else PARAMETER, node.name, node.evaluate(run))


def _condition(node: IfNode, run: Run) -> Source:
    return Source(CONDITION, node.condition, run.truth(node.condition))


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
    nodes = (found for side in (condition.left, condition.right) for found in below(side))
    return any(isinstance(node, StoredNode | GetAZsNode) or getattr(node, "name", "") in _PLACED for node in nodes)
