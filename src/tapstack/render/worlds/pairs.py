"""Combinations of options in which every two options of different factors meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, product

Row = tuple[int, ...]
"""For each factor, the number of its option."""

Partial = dict[int, int]
"""The same for some factors."""

Option = tuple[int, int]
"""A factor and one of its options."""

_MOST_STEPS = 2_000


class Pairs:
    """Rows, each made so that it brings together many options that have not met: greedy, and always the same.

    ``sizes`` says how many options each factor has; ``allowed`` whether a row may begin so. The first option is
    preferred where it makes no difference. ``missed`` counts the pairs for which no row was found.
    """

    def __init__(self, sizes: Sequence[int], allowed: Callable[[Partial], bool]) -> None:
        self._sizes = sizes
        self._allowed = allowed
        self._steps = 0
        self._apart: dict[tuple[Option, Option], None] = dict.fromkeys(
            ((a, one), (b, other))
            for a, b in combinations(range(len(sizes)), 2)
            for one, other in product(range(sizes[a]), range(sizes[b]))
        )
        self._left = Counter(option for pair in self._apart for option in pair)
        self.missed = 0

    def rows(self) -> Iterator[Row]:
        """As many as are needed; take no more than wanted."""
        while self._apart:
            (a, one), (b, other) = next(iter(self._apart))
            self._steps = _MOST_STEPS
            row = self._completed({a: one, b: other}) if self._allowed({a: one, b: other}) else None
            if row is None:
                self._forget(((a, one), (b, other)))
                self.missed += 1
                continue
            self.meet(row)
            yield row

    @property
    def left(self) -> int:
        """How many pairs have not met, those that cannot included."""
        return len(self._apart) + self.missed

    def meet(self, row: Row) -> None:
        """Note the pairs of a row."""
        for pair in combinations(enumerate(row), 2):
            if pair in self._apart:
                self._forget(pair)

    def _forget(self, pair: tuple[Option, Option]) -> None:
        del self._apart[pair]
        self._left.subtract(pair)

    def _completed(self, partial: Partial) -> Row | None:
        """The row that begins so, by the most promising option of each next factor."""
        if len(partial) == len(self._sizes):
            return tuple(partial[factor] for factor in range(len(self._sizes)))
        factor = next(number for number in range(len(self._sizes)) if number not in partial)
        for option in self._promising(factor, partial):
            self._steps -= 1
            extended = {**partial, factor: option}
            if self._steps >= 0 and self._allowed(extended) and (row := self._completed(extended)):
                return row
        return None

    def _promising(self, factor: int, partial: Partial) -> list[int]:
        """The options that meet most now; of those that meet as many, the ones that have most still to meet."""
        options = range(self._sizes[factor])
        return sorted(options, key=lambda option: (-self._gain((factor, option), partial), -self._left[factor, option]))

    def _gain(self, mine: Option, partial: Partial) -> int:
        return sum(((other, mine) if other[0] < mine[0] else (mine, other)) in self._apart for other in partial.items())
