"""Settings of which one side may have less: what counts, how it is ranked, and who has less of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tapstack.checks.pair.rule import Doubt, Fault, Outcome
from tapstack.checks.pair.words import shown, told
from tapstack.facts.installed import read_json
from tapstack.graph.pair import ABSENT, Pair, Twin
from tapstack.graph.pair.compare import differences
from tapstack.graph.stackset import NotKnown, Property

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.graph.pair import Difference
    from tapstack.graph.stackset import Item

Row = Mapping[str, Any]
_LEAST, _MOST = float("-inf"), float("inf")


class Site(NamedTuple):
    """A setting that differs: its row, its path on either side and its value there."""

    row: Row
    paths: tuple[TemplatePath, TemplatePath]
    values: tuple[Any, Any]


@cache
def table(group: str) -> Mapping[str, Row]:
    """The rows of ``settings.json`` by name; a name may have two steps."""
    rows: Mapping[str, Row] = read_json(Path(__file__).with_name("settings.json"))[group]
    return rows


def weaker(pair: Pair, twin: Twin, group: str) -> Iterator[Outcome]:
    """A fault for each setting of a group of which one region has less than the other."""
    for difference in pair.differences(twin):
        if len(difference.path) == 2 or pair.explain(difference).kind in {"region", "peer"}:
            continue
        for site in _sites(difference, table(group)):
            yield from _compared(pair, twin.items, site)


def weaker_of(pair: Pair, item: Item, members: tuple[Property, Property]) -> Iterator[Outcome]:
    """Likewise for what is lost in one of two members of one resource, the first of which is the first region's."""
    paths = members[0].path, members[1].path
    for difference in differences(members[0].raw, members[1].raw, paths, pair.key):
        for site in _sites(difference, table("lost")):
            yield from _compared(pair, dict.fromkeys(pair.regions, item), site, at=item.region)


def _sites(difference: Difference, rows: Mapping[str, Row]) -> Iterator[Site]:
    """The settings at or below a difference; a member that only one side's list has is no twin of anything."""
    pending = [(difference.paths, difference.values)]
    if isinstance(difference.path[-1], int) and ABSENT in difference.values:
        return
    while pending:
        paths, values = pending.pop()
        if row := _row(paths[0], rows):
            yield Site(row, paths, values)
            continue
        inner = next((value for value in values if isinstance(value, dict)), None)
        if inner is not None and ABSENT in values:
            for name in reversed(inner):
                below = (*paths[0], name), (*paths[1], name)
                one, other = (value.get(name, ABSENT) if isinstance(value, dict) else ABSENT for value in values)
                pending.append((below, (one, other)))


def _row(path: TemplatePath, rows: Mapping[str, Row]) -> Row | None:
    steps = [str(step) for step in path if isinstance(step, str)]
    return rows.get(".".join(steps[-2:])) or rows.get(steps[-1])


def _compared(pair: Pair, items: Mapping[str, Item], site: Site, at: str | None = None) -> Iterator[Outcome]:
    """A fault for the side that has less, in its own stack or in that of ``at``."""
    sides = [
        Property(items[region], path, None if value is ABSENT else value)
        for region, path, value in zip(pair.regions, site.paths, site.values, strict=True)
    ]
    try:
        ranks = [_RANKS[site.row["how"]](side, site.row) for side in sides]
    except NotKnown as unknown:
        message = f"{told(site.paths[0])} cannot be compared: {unknown}."
        yield Doubt(None, at or pair.regions[0], site.paths[0], message)
        return
    if ranks[0] == ranks[1]:
        return
    less = 0 if ranks[0] < ranks[1] else 1
    region, peer = pair.regions[less], pair.regions[1 - less]
    values = f"{shown(site.values[less])} in {region}, but {shown(site.values[1 - less])} in {peer}"
    yield Fault(region, at or region, site.paths[less], f"{told(site.paths[less])} is {values}.")


def _flag(side: Property, row: Row) -> float:
    return float(side.flag_or(row.get("absent", False)))


def _unset(side: Property, row: Row) -> float:
    return 1 - _flag(side, row)


def _given(side: Property, _row: Row) -> float:
    return float(side.given and side.raw not in ("", [], {}))


def _order(side: Property, row: Row) -> float:
    if not side.given and side.item.type in row.get("varies", ()):
        raise NotKnown(f"what {side.item.type} does without it depends on other properties")
    text = side.text if side.given else row.get("absent")
    for rank, level in enumerate(row["order"]):
        if text == level or (isinstance(level, list) and text in level):
            return rank
    raise NotKnown(f"the rank of {shown(text)} is not known")


def _more(side: Property, row: Row) -> float:
    return side.number_or(row.get("absent", _LEAST))


def _keep(side: Property, _row: Row) -> float:
    return side.number_or(_MOST)


def _zero(side: Property, row: Row) -> float:
    return float(side.number_or(row["absent"]) > 0)


def _same(side: Property, _row: Row) -> float:
    raise NotKnown(f"which of two values is the larger is not known; one is {side.shown}")


_RANKS: Mapping[str, Callable[[Property, Row], float]] = {
    "flag": _flag,
    "unset": _unset,
    "given": _given,
    "order": _order,
    "more": _more,
    "keep": _keep,
    "zero": _zero,
    "same": _same,
}
