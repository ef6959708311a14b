"""Which resource stands in which column and row of its region's lane."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tapstack.findings.picture import Dependency, PlacedResource

ROWS = 16
"""A step of more resources than that takes several columns."""

Cell = tuple[int, int]


def columns(resources: Sequence[PlacedResource], dependencies: Sequence[Dependency]) -> dict[str, Cell]:
    """(column, row) of each resource of one region, its steps of creation from left to right.

    Inside a step a resource stands about as high as what it needs, so that lines cross less. What waits for itself
    comes last.
    """
    steps: dict[int, list[str]] = defaultdict(list)
    last = max((one.step or 0 for one in resources), default=0) + 1
    for one in resources:
        steps[one.step or last].append(one.name)
    needs: dict[str, list[str]] = defaultdict(list)
    for dependency in dependencies:
        needs[dependency.dependent].append(dependency.dependency)
    heights: dict[str, float] = {}
    found: dict[str, Cell] = {}
    column = 0
    for step in sorted(steps):
        names = _by_height(steps[step], needs, heights)
        parts = -(-len(names) // ROWS)
        for index, name in enumerate(names):
            # Neighbours by height go to the columns of the step in turn: each column keeps the whole order.
            found[name] = (column + index % parts, index // parts)
            heights[name] = (index + 0.5) / len(names)
        column += parts
    return found


def _by_height(names: Sequence[str], needs: Mapping[str, Sequence[str]], heights: Mapping[str, float]) -> list[str]:
    """The names by the mean height of what they need; those that need nothing so far keep their order in the middle."""

    def height(name: str) -> float:
        known = [heights[one] for one in needs.get(name, ()) if one in heights]
        return sum(known) / len(known) if known else 0.5

    return sorted(names, key=height)
