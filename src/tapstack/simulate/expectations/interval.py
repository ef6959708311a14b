"""From a least to a most, both included."""

from __future__ import annotations

from typing import NamedTuple


class Interval(NamedTuple):
    """In the unit of the figure that is expected to lie inside."""

    least: float
    most: float

    def has(self, value: float) -> bool:
        """Whether a figure lies inside."""
        return self.least <= value <= self.most

    def plus(self, least: float, most: float) -> Interval:
        """The interval of a figure and another one together."""
        return Interval(self.least + least, self.most + most)


EXACTLY_NOTHING = Interval(0, 0)
