"""Where a value stands in the text of a template."""

from typing import NamedTuple, Protocol

from tapstack.findings import TemplatePath


class Position(NamedTuple):
    """Line and column, both from 1."""

    line: int
    column: int


class Positions(Protocol):
    """Finds the place of a path: of its key in a mapping, of the item in a list."""

    def find(self, path: TemplatePath) -> Position:
        """The place of ``path``, or of its nearest ancestor that stands in the text."""
