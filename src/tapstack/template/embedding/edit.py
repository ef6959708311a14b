"""A change of one value in the text of a template, and what is around it."""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from tapstack.findings import TemplatePath
from tapstack.template.lines import Lines
from tapstack.template.model import Template

_BREAK = re.compile(r"\r\n|\r|\n")


class Edit(NamedTuple):
    """The text from ``start`` to ``stop`` gives way to ``new``."""

    start: int
    stop: int
    new: str


class Spot:
    """The key whose value is changed, at ``offset``, and how the text around it is laid out."""

    def __init__(self, template: Template, path: TemplatePath) -> None:
        self.text = template.text
        lines = Lines(template.text)
        self.offset = lines.offset(template.position(path))
        self._parent = lines.offset(template.position(path[:-1]))

    @cached_property
    def line_break(self) -> str:
        """The line break that the template uses first."""
        found = _BREAK.search(self.text)
        return found.group() if found else "\n"

    @cached_property
    def indent(self) -> str:
        """The blanks before the line in which the key stands."""
        return self._blanks(self.offset)

    @cached_property
    def step(self) -> str:
        """One level of indentation: that of the key beyond its parent, else two blanks."""
        outer = self._blanks(self._parent)
        return self.indent.removeprefix(outer) if self.indent.startswith(outer) and self.indent != outer else "  "

    def _blanks(self, offset: int) -> str:
        start = max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset)) + 1
        stop = start
        while self.text[stop : stop + 1] in (" ", "\t"):
            stop += 1
        return self.text[start:stop]


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made; none overlaps another."""
    for start, stop, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[stop:]
    return text
