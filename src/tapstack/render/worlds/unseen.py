"""Worlds for what a condition can be and is in no world yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING

from tapstack.render.conditions import named_conditions
from tapstack.render.worlds.decisions import comparisons, parameter_names

if TYPE_CHECKING:
    from tapstack.render.blueprint import Blueprint
    from tapstack.render.worlds.factors import Factor
    from tapstack.render.worlds.setting import Changes, Setting

_MOST_EACH, _MOST = 512, 5_000

Answer = tuple[str, str, bool]
"""A region, a condition of its stack, and what it may be."""


def unseen(setting: Setting, factors: Sequence[Factor], rows: Sequence[Changes]) -> Iterator[Changes]:
    """A world for each answer that none of ``rows`` gives, where one is found in the time it may take."""
    missing = _answers(setting) - {answer for changes in rows for answer in _given(setting, changes)}
    left = _MOST
    for region, name, truth in sorted(missing):
        if (region, name, truth) not in missing:
            continue
        for number, changes in enumerate(_near(setting, factors, region, name)):
            left -= 1
            if left < 0 or number == _MOST_EACH:
                break
            if _is(setting, changes, region, name) is truth and setting.allows(
                setting.assertions, changes, frozenset()
            ):
                missing -= set(_given(setting, changes))
                yield changes
                break


def _answers(setting: Setting) -> set[Answer]:
    pairs = zip(setting.places, setting.blueprints, strict=True)
    return {(place.region, name, truth) for place, made in pairs for name in made.declared for truth in (True, False)}


def _given(setting: Setting, changes: Changes) -> Iterator[Answer]:
    for region, truths in setting.truths(changes).items():
        yield from ((region, name, truth) for name, truth in truths.items() if truth is not None)


def _is(setting: Setting, changes: Changes, region: str, name: str) -> bool | None:
    return next(run for run in setting.runs(changes) if run.region == region).truth(name)


def _near(setting: Setting, factors: Sequence[Factor], region: str, name: str) -> Iterator[Changes]:
    """The given world, changed only in what the condition depends on."""
    made = next(made for place, made in zip(setting.places, setting.blueprints, strict=True) if place.region == region)
    names = _depends_on(made, name)
    mine = [factor for factor in factors if names & set(factor.names)]
    for parts in product(*(factor.options for factor in mine)):
        yield {name: value for part in parts for name, value in part.items()}


def _depends_on(made: Blueprint, name: str) -> set[str]:
    found, pending = set[str](), [name]
    seen = set[str]()
    while pending:
        if (current := pending.pop()) in seen:
            continue
        seen.add(current)
        condition = made.conditions[current]
        pending += named_conditions(condition)
        found |= {name for equals in comparisons(condition) for name in parameter_names((equals.left, equals.right))}
    return found
