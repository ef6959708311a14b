"""Known text with gaps in it, filled anew in each rendering."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from tapstack.render.run import Run

Evaluate = Callable[["Run"], Any]


class Known(NamedTuple):
    """A gap that takes the value of a parameter or pseudo parameter as it is."""

    name: str


class Gaps:
    """Pieces in order: known values as they are, and what must be looked up or evaluated."""

    __slots__ = ("known", "others", "pieces")

    def __init__(self, pieces: Iterable[Any]) -> None:
        self.pieces = list(pieces)
        self.known: list[tuple[int, str]] = []
        self.others: list[tuple[int, Evaluate]] = []
        for index, piece in enumerate(self.pieces):
            if isinstance(piece, Known):
                self.known.append((index, piece.name))
            elif callable(piece):
                self.others.append((index, piece))

    def fill(self, run: Run) -> list[Any]:
        """The pieces with every gap filled."""
        values = self.pieces.copy()
        known = run.known
        for index, name in self.known:
            values[index] = known[name]
        for index, evaluate in self.others:
            values[index] = evaluate(run)
        return values
