"""Where the values of a parsed text stand: a tree of offsets beside the tree of values."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from tapstack.findings import TemplatePath
from tapstack.template.lines import Lines
from tapstack.template.position import Position

Children = dict[str | int, "Place"]


class Place(NamedTuple):
    """The offset of a key or an item, and the places inside its value."""

    offset: int
    children: Children | None = None


class PlaceTree:
    """The positions of one text; ``read`` gives the places at the top level and is called at the first question."""

    def __init__(self, lines: Lines, read: Callable[[], Children]) -> None:
        self._lines = lines
        self._read = read

    @cached_property
    def _top(self) -> Children:
        return self._read()

    def find(self, path: TemplatePath) -> Position:
        """The place of ``path``, or of its nearest ancestor in the text; the text itself begins at (1, 1)."""
        offset, children = 0, self._top
        for step in path:
            place = children.get(step)
            if place is None:
                break
            offset, children = place.offset, place.children or {}
        return self._lines.position(offset)
