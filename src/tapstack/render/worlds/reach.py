"""Every reachable world where they are few; else some in which every two choices meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, product
from math import prod
from typing import TYPE_CHECKING, Any

from tapstack.render.worlds.candidates import Candidates
from tapstack.render.worlds.compared import compared
from tapstack.render.worlds.factors import Factor, factors, groups
from tapstack.render.worlds.pairs import Pairs
from tapstack.render.worlds.setting import Changes, Setting
from tapstack.render.worlds.unseen import unseen
from tapstack.render.worlds.unused import unused
from tapstack.render.worlds.world import World, Worlds

if TYPE_CHECKING:
    from tapstack.render.place import Place
    from tapstack.render.program import Program
    from tapstack.template.parameters import ParameterValues
    from tapstack.template.rules import RuleSet

MOST, MOST_TRIED = 256, 1024
"""Worlds, and combinations that are all tried: many may come to the same."""


def worlds(program: Program, rules: RuleSet, given: ParameterValues, places: Sequence[Place]) -> Worlds:
    """The worlds that can be reached from the given one by changing parameters.

    ``places`` are those of the stacks that are judged together.
    """
    setting = Setting(program, rules, given, places)
    candidates = _candidates(setting)
    grouped = groups(setting)
    names = [name for name in given.values if any(name in group for group in grouped)]
    values = {name: found for name in names if (found := candidates.of(name))}
    texts = {name: candidates.given_text(name) for name in values}
    factored = factors(setting, values, texts)
    possible = prod(len(factor.options) for factor in factored)
    gaps = list(candidates.gaps)
    few = possible <= MOST_TRIED and not any(factor.assertions for factor in factored)
    every = list(_distinct(setting, _all(factored), shorten=False)) if few else []
    pairwise = not 0 < len(every) <= MOST
    chosen = list(_distinct(setting, _pairwise(setting, factored, gaps), shorten=True)) if pairwise else every
    left = unused(setting, names)
    made = [_world(setting, {**changes, **(left if changes else {})}, values) for changes in chosen]
    return Worlds(
        worlds=tuple(made),
        possible=possible if pairwise else len(made),
        pairwise=pairwise,
        gaps=tuple(gaps),
        regions=candidates.regions,
        placed=candidates.placed(),
        groups=tuple(map(frozenset, grouped)),
        invented=candidates.invented,
        unused=left,
    )


def _candidates(setting: Setting) -> Candidates:
    template, parameters = setting.program.template, setting.program.parameters
    runs = setting.runs({})
    known = compared(setting.decisions, template.section("Rules"), runs, parameters.declarations)
    regions = tuple(place.region for place in setting.places)
    return Candidates(parameters, setting.given, known, regions)


def _all(found: Sequence[Factor]) -> list[Changes]:
    return [_merged(parts) for parts in product(*(factor.options for factor in found))]


def _pairwise(setting: Setting, found: Sequence[Factor], gaps: list[str]) -> list[Changes]:
    """Rows in which every two options meet, and worlds for what no condition was in any of them."""

    def changes(row: Mapping[int, int]) -> dict[str, Any]:
        return _merged(found[factor].options[option] for factor, option in row.items())

    def allowed(row: Mapping[int, int]) -> bool:
        assertions = dict.fromkeys(one for factor in row for one in found[factor].assertions)
        decided = {name for factor in row for name in found[factor].names}
        open_names = frozenset(name for factor in found for name in factor.names if name not in decided)
        return setting.allows(tuple(assertions), changes(row), open_names)

    pairs = Pairs([len(factor.options) for factor in found], allowed)
    if not any(factor.options[0] for factor in found):
        pairs.meet((0,) * len(found))  # the given world
    rows = [changes(dict(enumerate(row))) for row in islice(pairs.rows(), MOST)]
    if pairs.left:
        gaps.append(f"{pairs.left} pairs of choices do not meet: the Rules forbid them, or there are too many.")
    return [*rows, *unseen(setting, found, [{}, *rows])]


def _merged(parts: Iterable[Changes]) -> dict[str, Any]:
    return {name: value for part in parts for name, value in part.items()}


def _distinct(setting: Setting, rows: Iterable[Changes], *, shorten: bool) -> Iterator[Changes]:
    """One of each that make the same stacks, that with fewest changes; the given world first."""
    seen = {setting.signature({})}
    yield {}
    for changes in sorted(rows, key=len):
        signature = setting.signature(changes)
        if signature not in seen:
            seen.add(signature)
            yield _shortened(setting, changes, signature) if shorten else changes


def _shortened(setting: Setting, changes: Changes, signature: Any) -> Changes:
    """Without the changes that make no difference here."""
    for name in tuple(changes):
        fewer = {other: value for other, value in changes.items() if other != name}
        if setting.allows(setting.assertions, fewer, frozenset()) and setting.signature(fewer) == signature:
            changes = fewer
    return changes


def _world(setting: Setting, changes: Changes, values: Mapping[str, Mapping[str, Any]]) -> World:
    texts = {
        name: next(text for text, value in values[name].items() if value is changes[name])
        for name in values
        if name in changes
    }
    return World(setting.values(changes), texts, setting.truths(changes))
