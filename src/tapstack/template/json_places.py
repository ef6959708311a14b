"""The second pass over a JSON text that the parser has accepted: where everything stands, and what is odd."""

import json
import re
from dataclasses import dataclass, field

from tapstack.findings import TemplatePath
from tapstack.template.places import Children, Place

_TOKEN = re.compile(r'[ \t\r\n]*+(?:("(?:[^"\\]++|\\.)*+")|([{}\[\],:])|([^ \t\r\n{}\[\],:"]++))')


@dataclass(slots=True)
class Oddity:
    """Something to report at a path: a key that occurs again, or a scalar, as ``text`` of the template."""

    path: TemplatePath
    offset: int
    text: str
    is_key: bool
    first: int = 0


@dataclass(slots=True)
class Layout:
    """What the pass gives: the places of all values, keys that occur again, numbers and constants as they stand."""

    top: Children = field(default_factory=dict)
    repeated: list[Oddity] = field(default_factory=list)
    scalars: list[Oddity] = field(default_factory=list)


def read_layout(text: str, *, with_scalars: bool = False) -> Layout:
    """Walks the tokens of a valid JSON text without recursion; ``with_scalars`` also collects numbers and words."""
    return _Walk(text, with_scalars).run()


class _Walk:
    def __init__(self, text: str, with_scalars: bool) -> None:
        self.text = text
        self.with_scalars = with_scalars
        self.layout = Layout()
        self.open: list[Children] = []
        self.path: list[str | int] = []

    def run(self) -> Layout:
        """One token after the other; a text that stands where a key is due is a key."""
        key_due = False
        for found in _TOKEN.finditer(self.text):
            string, mark, scalar = found.groups()
            if mark in {",", ":"}:
                key_due = mark == "," and self._next_item()
            elif mark in {"}", "]"}:
                self._close()
                key_due = False
            elif string is not None and key_due:
                self._key(json.loads(string, strict=False), found.start(1))
                key_due = False
            else:
                key_due = self._value(found, mark, scalar)
        return self.layout

    def _next_item(self) -> bool:
        step = self.path[-1]
        if isinstance(step, int):
            self.path[-1] = step + 1
            return False
        return True

    def _close(self) -> None:
        self.open.pop()
        self.path.pop()

    def _key(self, key: str, offset: int) -> None:
        siblings = self.open[-1]
        self.path[-1] = key
        if key in siblings:
            self.layout.repeated.append(Oddity(tuple(self.path), offset, key, True, siblings[key].offset))
        siblings[key] = Place(offset)

    def _value(self, found: re.Match[str], mark: str | None, scalar: str | None) -> bool:
        offset = found.start(found.lastindex or 0)
        if self.path and isinstance(self.path[-1], int):
            self.open[-1][self.path[-1]] = Place(offset)
        if mark is not None:
            self._open(mark)
        elif scalar is not None and self.with_scalars:
            self.layout.scalars.append(Oddity(tuple(self.path), offset, scalar, False))
        return mark == "{"

    def _open(self, mark: str) -> None:
        children: Children = {} if self.open else self.layout.top
        if self.open:
            step = self.path[-1]
            self.open[-1][step] = Place(self.open[-1][step].offset, children)
        self.open.append(children)
        self.path.append("" if mark == "{" else 0)
