"""References to resources of which only AWS, or a parameter's value, can tell whether they are made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from tapstack.findings import Problem, Status
from tapstack.render.checks import ABSENT
from tapstack.render.functions.choose import IfNode
from tapstack.render.implied import Assumptions

if TYPE_CHECKING:
    from tapstack.render.blueprint import Part
    from tapstack.render.node import Node
    from tapstack.render.run import Run

Taken = frozenset[tuple[str, bool]]


def doubts(parts: Iterable[Part], run: Run) -> Iterator[Problem]:
    """An UNKNOWN for each reference whose target may be missing where the reference is reached.

    Reached means: the condition of the part holds, and every Fn::If above the reference has chosen its branch.
    """
    unsure = {name for name in run.blueprint.resources if run.present(name) is None}
    for part in parts if unsure else ():
        own = () if part.condition is None else ((part.condition, True),)
        for node, taken in _reached(part.body, frozenset(own), run):
            yield from _of(node, unsure, taken, run)


def _reached(node: Node, taken: Taken, run: Run) -> Iterator[tuple[Node, Taken]]:
    pending = [(node, taken)]
    while pending:
        current, taken = pending.pop()
        yield current, taken
        if isinstance(current, IfNode) and run.truth(current.condition) is None:
            pending += [(current.no, taken | {(current.condition, False)})]
            pending += [(current.yes, taken | {(current.condition, True)})]
        else:
            pending += [(operand, taken) for operand in reversed(current.chosen(run))]


def _of(node: Node, unsure: Collection[str], taken: Taken, run: Run) -> Iterator[Problem]:
    for reference in node.own_references():
        condition = run.blueprint.resources[reference.target].condition
        if reference.target not in unsure or Assumptions(run, taken).truth(str(condition)):
            continue
        message = f"Whether {reference.target} is made in {run.region} is not known: its condition is {condition}."
        yield Problem(ABSENT, node.path, message, status=Status.UNKNOWN)
