"""A template: the parsed text, where each value stands in it, and what was wrong with it."""

from dataclasses import dataclass
from typing import Any

from tapstack.findings import Problem, TemplatePath
from tapstack.template.position import Position, Positions

_TOLD = ("Parameters", "Resources", "Outputs")


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Template:
    """The parsed text of one file, equal to nothing but itself.

    ``body`` holds plain dict, list, str, int, float, bool and None; short-form YAML tags are in their
    long form (``!Sub x`` is ``{"Fn::Sub": "x"}``, ``!GetAtt A.B`` is ``{"Fn::GetAtt": ["A", "B"]}``).
    ``size`` is in bytes of the file as it stands. ``problems`` are those that parsing alone can see.
    """

    file: str
    text: str
    size: int
    body: dict[str, Any]
    positions: Positions
    problems: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        sizes = [f"{len(self.section(name))} {name.lower()}" for name in _TOLD if self.section(name)]
        return f"Template({', '.join([repr(self.file), *sizes])})"

    def position(self, path: TemplatePath) -> Position:
        """Line and column, from 1, of ``path`` or of its nearest ancestor in the text."""
        return self.positions.find(path)

    def section(self, name: str) -> dict[str, Any]:
        """A top-level section, or an empty one where it is absent or not a mapping."""
        value = self.body.get(name)
        return value if isinstance(value, dict) else {}
