"""Offsets in a text as lines and columns, the way editors count them."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from tapstack.template.position import Position

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


class Lines:
    """Lines and columns of a text, from 1; columns count characters; LF, CRLF and a lone CR end a line."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _starts(self) -> Sequence[int]:
        starts = array("Q", (0,))
        starts.extend(found.end() for found in _LINE_BREAK.finditer(self._text))
        return starts

    def position(self, offset: int) -> Position:
        """The place of the character at ``offset``."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def offset(self, position: Position) -> int:
        """The offset of the character at a place of this text."""
        return self._starts[position.line - 1] + position.column - 1


def split(text: str) -> list[str]:
    """The lines of a text without their ends, counted as ``Lines`` does."""
    return _LINE_BREAK.split(text)
