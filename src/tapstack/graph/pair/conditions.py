"""Conditions that hold in one region and not in the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tapstack.graph.pair.explanation import Explanation

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.render import Stack

Truths = tuple[str, bool | None, bool | None]
"""A condition, and whether it holds in the one stack and in the other; None where that is not known."""


def own_condition(path: TemplatePath, stacks: tuple[Stack, Stack]) -> list[Truths]:
    """The condition of the resource or output at ``path``, where it has one."""
    name = stacks[0].condition_of(path)
    return [] if name is None else [truths(name, stacks)]


def truths(name: str, stacks: tuple[Stack, Stack]) -> Truths:
    """Whether a condition holds in either stack."""
    return name, _truth(stacks[0], name), _truth(stacks[1], name)


def _truth(stack: Stack, name: str) -> bool | None:
    truth = stack.conditions.get(name)
    return truth if isinstance(truth, bool) else None


def of_conditions(found: Iterable[Truths], stacks: tuple[Stack, Stack]) -> Explanation | None:
    """That one of them holds in one region only, or that it cannot be told; None where none of them is why."""
    unknown = None
    for name, one, other in found:
        if one is None and other is None and not stacks[0].follows_place(name):
            continue
        if one is None or other is None:
            unknown = Explanation("unknown", f"whether {name} holds is not known")
        elif one is not other:
            where = stacks[0 if one else 1].region
            return Explanation("condition", f"{name} holds in {where} only")
    return unknown
