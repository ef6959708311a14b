"""The orders in which regions can be created, updated and deleted, as the links between them ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tapstack.graph.levels import levels
from tapstack.graph.links.model import Link, Moment
from tapstack.render.circles import circles


@dataclass(frozen=True)
class Orders:
    """``creation``: groups of regions that can be made at once, first group first; a region in a circle is in none.

    Updates go the same way: what one region adds, the next can use. Deletion goes the other way round.
    ``circles`` are whole paths of regions that wait for each other, the first named again at the end;
    ``needs`` gives, for a region and one that it waits for, the links that make it wait.
    """

    creation: list[list[str]]
    circles: list[list[str]]
    needs: dict[tuple[str, str], list[Link]]

    @property
    def update(self) -> list[list[str]]:
        """Groups of regions in the order of an update."""
        return self.creation

    @property
    def deletion(self) -> list[list[str]]:
        """Groups of regions in the order of a deletion."""
        return self.creation[::-1]


def orders(regions: Sequence[str], links: Iterable[Link]) -> Orders:
    """The orders that ``links`` leave: a region comes after those whose stacks make what it needs at creation."""
    needs: dict[tuple[str, str], list[Link]] = {}
    for link in links:
        if link.moment is Moment.CREATION and link.target is not None and link.exists is not False:
            needs.setdefault((link.item.region, link.region), []).append(link)
    waits = {region: tuple(other for other in regions if (region, other) in needs) for region in regions}
    return Orders(levels(waits), circles(waits), needs)
