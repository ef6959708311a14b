"""What a picture of links shows: a column of resources for each region, and an arrow for each pair that is linked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tapstack.graph.links import Link, Moment
from tapstack.render.pattern import shown

_RANK = {Moment.CREATION: 0, Moment.RUN_TIME: 1, Moment.PERMISSION: 2}


@dataclass(frozen=True)
class Arrow:
    """From the resource that refers to what it refers to, each as (region, name); of several links the most urgent.

    ``missing`` if nothing makes what it leads to.
    """

    start: tuple[str, str]
    end: tuple[str, str]
    moment: Moment
    missing: bool
    count: int


@dataclass(frozen=True)
class Board:
    """``columns``: for each region, in the order of deployment, the names that take part in a link."""

    columns: dict[str, list[str]]
    arrows: list[Arrow]


def board(regions: Sequence[str], links: Iterable[Link]) -> Board:
    """The board of ``links``; what is only permitted is drawn where nothing stronger links the two."""
    grouped: dict[tuple[tuple[str, str], tuple[str, str]], list[Link]] = {}
    for link in links:
        end = link.target.logical_id if link.target else shown(link.text)
        grouped.setdefault(((link.item.region, link.item.logical_id), (link.region, end)), []).append(link)
    arrows = [_arrow(start, end, several) for (start, end), several in grouped.items()]
    names = dict.fromkeys(name for arrow in arrows for name in (arrow.start, arrow.end))
    columns = {region: [name for place, name in names if place == region] for region in regions}
    return Board(columns, arrows)


def _arrow(start: tuple[str, str], end: tuple[str, str], several: list[Link]) -> Arrow:
    moment = min((link.moment for link in several), key=_RANK.__getitem__)
    return Arrow(start, end, moment, any(link.exists is False for link in several), len(several))
