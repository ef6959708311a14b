"""Each resource's share of one evaluation over several: one call of the engine in the place of many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tapstack.checks.policy.engine.tree import Violation, kind_of, named, status_of, violated

Tree = dict[str, Any]
Share = tuple[str, tuple[Violation, ...]]


def shares(tree: Tree, rule: str, names: Sequence[str], clauses: int) -> dict[str, Share] | None:
    """PASS, FAIL or SKIP of each resource and what it violates; None where the tree does not tell.

    ``rule`` is one block of so many ``clauses`` over the resources ``names``, in the order of the document: the tree
    then has a node for each clause and resource, one resource after the other. Where that does not come out even, or
    a violation is not in the resource whose turn it is, nothing is said.
    """
    blocks = [child for node in tree["children"] if named(node) == rule for child in node["children"]]
    blocks = [block for block in blocks if kind_of(block) != "RuleCondition"]
    if len(blocks) != 1 or kind_of(blocks[0]) != "BlockGuardCheck":
        return None
    nodes = [node for node in blocks[0]["children"] if kind_of(node) != "Filter"]
    incomplete = any(kind_of(node) == "ClauseValueCheck" for node in nodes)  # a block that found nothing
    if incomplete or len(nodes) != clauses * len(names):
        return None
    found = {name: _share(nodes[n * clauses : (n + 1) * clauses]) for n, name in enumerate(names)}
    own = all(v.path.split("/")[1:3] == ["Resources", name] for name, share in found.items() for v in share[1])
    return found if own else None


def _share(nodes: Sequence[Tree]) -> Share:
    ends = {status_of(node) for node in nodes}
    status = next((end for end in ("FAIL", "PASS") if end in ends), "SKIP")
    return status, violated(nodes) if status == "FAIL" else ()
