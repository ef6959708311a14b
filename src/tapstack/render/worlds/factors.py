"""Parameters that depend on each other, and the ways in which each such group can be set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from tapstack.render.worlds.decisions import Decision
from tapstack.render.worlds.setting import Changes, Setting

if TYPE_CHECKING:
    from tapstack.template.parameters import ParameterValue
    from tapstack.template.rules import Assertion

MOST_IN_GROUP = 4096
"""Combinations of one group that are all looked at."""

Values = Mapping[str, Mapping[str, "ParameterValue"]]
"""For each parameter its candidates, by text."""


@dataclass(frozen=True)
class Factor:
    """Ways to set some parameters, by what they change: fewest changes first, none at all if that is permitted.

    ``assertions`` are still to be asked of every combination with factors of the same group.
    """

    names: tuple[str, ...]
    options: tuple[Changes, ...]
    assertions: tuple[Assertion, ...] = ()


def factors(setting: Setting, candidates: Values, given: Mapping[str, str | None]) -> list[Factor]:
    """One for each group; a group too large to look at has one for each parameter."""
    found: list[Factor] = []
    for names in groups(setting):
        decided = [decision for decision in setting.decisions if names & set(decision.names)]
        ordered = tuple(name for name in candidates if name in names)
        assertions = tuple(assertion for assertion in setting.assertions if names & set(assertion.names))
        if prod(len(candidates[name]) for name in ordered) > MOST_IN_GROUP:
            found += (Factor((name,), tuple(_single(name, candidates, given)), assertions) for name in ordered)
        else:
            found.append(_whole(setting, ordered, _combined(ordered, candidates, given), decided, assertions))
    return [factor for factor in found if factor.options]


def groups(setting: Setting) -> list[set[str]]:
    """Parameters that one decision or one assertion looks at belong together; what decides nothing is left out."""
    decided = [set(decision.names) for decision in setting.decisions]
    found: list[set[str]] = []
    for mine in (*decided, *(set(assertion.names) & set(setting.given.values) for assertion in setting.assertions)):
        joined = mine.union(*(group for group in found if group & mine))
        found = [*(group for group in found if not group & mine), joined]
    found = [group for group in found if any(group & names for names in decided)]
    places = {name: place for place, name in enumerate(setting.given.values)}
    return sorted(found, key=lambda group: min(places[name] for name in group))


def _single(name: str, candidates: Values, given: Mapping[str, str | None]) -> Iterator[Changes]:
    for text, value in candidates[name].items():
        yield {} if text == given[name] else {name: value}


def _combined(names: Sequence[str], candidates: Values, given: Mapping[str, str | None]) -> list[Changes]:
    singles = [list(_single(name, candidates, given)) for name in names]
    combined = [{name: value for part in parts for name, value in part.items()} for parts in product(*singles)]
    return sorted(combined, key=len)


def _whole(
    setting: Setting,
    names: tuple[str, ...],
    combined: Sequence[Changes],
    decided: Sequence[Decision],
    assertions: Sequence[Assertion],
) -> Factor:
    """The permitted combinations, one of each that decide the same."""
    options: dict[object, Changes] = {}
    for changes in combined:
        if setting.allows(assertions, changes, frozenset()):
            options.setdefault(setting.outcomes(decided, changes), changes)
    return Factor(names, tuple(options.values()))
