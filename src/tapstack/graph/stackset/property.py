"""A rendered value and its place: asked with ``.text`` or ``["A.B"]``, it answers or says that it is not known."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from tapstack.findings import TemplatePath
from tapstack.graph.stackset.not_known import NotKnown
from tapstack.render.pattern import alike, is_whole, pattern, shown
from tapstack.render.value import is_text
from tapstack.template.logic import any_of
from tapstack.template.unresolved import Unresolved, UnresolvedList

if TYPE_CHECKING:
    from tapstack.graph.stackset.item import Item

ABSENT: Any = None
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_ONE = re.compile("(?i).*(arn|id|name|url)")


class Property:
    """``raw`` is what stands at ``path`` of a rendered stack, None where nothing does.

    Every answer that depends on what only AWS knows raises NotKnown; so does a value of a form that the question
    does not fit, which is for the linter to refuse. ``path`` leads into the stack:
    ("Resources", id, "Properties", ...).
    """

    __slots__ = ("_children", "_document", "item", "path", "raw")

    def __init__(self, item: Item, path: TemplatePath, raw: Any) -> None:
        self.item: Final = item
        self.path: Final = path
        self.raw: Final = raw
        self._children: dict[str | int, Property] = {}
        """What was asked for below, once: truths ask for the same values again and again."""
        self._document: Property | None = None

    def __getitem__(self, name: str) -> Property:
        """The property at a dotted path, ``["Destination.Bucket"]``; absent where any step is."""
        found = self
        for step in name.split("."):
            found = found._below(step)
        return found

    def at(self, path: TemplatePath) -> Property:
        """The property at a path of names and indexes."""
        found = self
        for step in path:
            found = found._below(step)
        return found

    def _below(self, step: str | int) -> Property:
        found = self._children.get(step)
        if found is None:
            found = self._children[step] = self._child(step)
        return found

    def _child(self, step: str | int) -> Property:
        raw = self.raw
        if isinstance(raw, Unresolved):
            return Property(self.item, (*self.path, step), raw)
        if isinstance(step, int):
            return Property(self.item, (*self.path, step), raw[step])
        return Property(self.item, (*self.path, step), raw.get(step) if isinstance(raw, dict) else ABSENT)

    @property
    def given(self) -> bool:
        """Whether the template gives it. A value that may turn out to be AWS::NoValue is not known."""
        if type(self.raw) is str:
            return True
        if isinstance(self.raw, Unresolved) and not is_text(self.raw) and not isinstance(self.raw, UnresolvedList):
            if self.raw.kind in {"GetAtt", "GetAZs", "Length", "ToJsonString", "StackOutput"}:
                return True
            raise self.unknown()
        return self.raw is not None

    def has(self, name: str) -> bool:
        """Whether the property at a dotted path is given."""
        return self[name].given

    @property
    def known(self) -> bool:
        """Whether it is wholly known: no part of it is left to AWS."""
        return not isinstance(self.raw, Unresolved)

    @property
    def pattern(self) -> str:
        """As text with tokens for what only AWS knows: see tapstack.render.pattern. Absent is "". Raises NotKnown."""
        if type(self.raw) is str:
            return self.raw
        if isinstance(self.raw, dict | list):
            raise NotKnown(f"{self.label} is no text")
        if isinstance(self.raw, Unresolved) and not is_text(self.raw) and self.raw.kind != "GetAtt":
            raise self.unknown()
        return pattern(self.raw)

    @property
    def text(self) -> str:
        """As text, wholly known. Absent is "". Raises NotKnown."""
        if not is_whole(self.pattern):
            raise self.unknown()
        return self.pattern

    @property
    def number(self) -> float:
        """As a number. Raises NotKnown where it is absent, unknown or no number."""
        text = self.text
        if not _NUMBER.fullmatch(text):
            raise NotKnown(f"{self.label} is no number")
        return float(text)

    def number_or(self, default: float) -> float:
        """As a number; ``default`` where it is absent."""
        return self.number if self.given else default

    @property
    def flag(self) -> bool:
        """As a boolean; absent is False."""
        return self.text == "true"

    def flag_or(self, default: bool) -> bool:
        """As a boolean; ``default`` where it is absent."""
        return self.flag if self.given else default

    def equals(self, other: str | Property) -> bool:
        """Whether both are the same text. Raises NotKnown where that depends on what only AWS knows."""
        text = other.pattern if isinstance(other, Property) else other
        same = alike(self.pattern, text)
        if same is None:
            raise self.unknown()
        return same

    def is_in(self, *texts: str) -> bool:
        """Whether it is one of the texts. Raises NotKnown."""
        same = any_of(alike(self.pattern, text) for text in texts)
        if same is None:
            raise self.unknown()
        return same

    @property
    def items(self) -> list[Property]:
        """Its members; a single value stands for a list of one, absent is none. Raises NotKnown."""
        if isinstance(self.raw, list):
            return [self._below(index) for index in range(len(self.raw))]
        if self.raw is None:
            return []
        if isinstance(self.raw, Unresolved) and not _is_one(self.raw):
            raise self.unknown()
        return [self]

    @property
    def members(self) -> dict[str, Property]:
        """What a map holds, by name; absent is none. Raises NotKnown."""
        if isinstance(self.raw, Unresolved):
            raise self.unknown()
        if self.raw is None:
            return {}
        if not isinstance(self.raw, dict):
            raise NotKnown(f"{self.label} is no map")
        return {name: self._below(name) for name in self.raw}

    @property
    def document(self) -> Property:
        """The JSON in a text, below the same path; what is a map or list already is itself. Raises NotKnown."""
        if not isinstance(self.raw, str | Unresolved):
            return self
        if self._document is None:
            try:
                inner = json.loads(self.pattern, strict=False)
            except ValueError as error:
                raise NotKnown(f"{self.label} is no JSON: {error}") from error
            self._document = Embedded(self.item, self.path, inner)
        return self._document

    def each(self, name: str) -> Iterator[Property]:
        """The members at a dotted path with lists on its way: ``each("Rules[].Transitions[]")``."""
        here, more, rest = name.partition("[]")
        found = self[here.strip(".")] if here.strip(".") else self
        if not more:
            yield from [found] if found.given else []
            return
        for one in found.items:
            yield from one.each(rest) if rest else (one,)

    def walk(self) -> Iterator[Property]:
        """Every scalar and unresolved value in it, with its place."""
        if isinstance(self.raw, dict):
            for name in self.raw:
                yield from self._below(name).walk()
        elif isinstance(self.raw, list):
            for index in range(len(self.raw)):
                yield from self._below(index).walk()
        elif self.raw is not None:
            yield self

    @property
    def label(self) -> str:
        """Its path within the resource, as people write it: ``Rules[0].Filter``."""
        steps = self.path[3:] if len(self.path) > 2 and self.path[2] == "Properties" else self.path[2:]
        text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
        return text.lstrip(".") or self.item.logical_id

    @property
    def shown(self) -> str:
        """Its value as messages tell it, shortened: never one of a NoEcho parameter."""
        text = shown(pattern(self.raw)) if not isinstance(self.raw, dict | list) else json.dumps(self.raw, default=str)
        return text if len(text) <= 120 else text[:117] + "..."

    def unknown(self) -> NotKnown:
        """That its value is not known, to raise."""
        why = self.raw.why if isinstance(self.raw, Unresolved) else "it is of another form"
        return NotKnown(f"{self.label} is not known: {why}")


class Embedded(Property):
    """A value inside the JSON of a text; its path is that of the text, for nothing below has a place of its own."""

    __slots__ = ()

    def _child(self, step: str | int) -> Property:
        raw = self.raw
        if isinstance(step, int):
            return Embedded(self.item, self.path, raw[step])
        return Embedded(self.item, self.path, raw.get(step) if isinstance(raw, dict) else ABSENT)

    @property
    def pattern(self) -> str:
        """Tokens stand in the text already."""
        if isinstance(self.raw, dict | list):
            raise NotKnown(f"a part of {self.label} is no text")
        return pattern(self.raw)


def _is_one(value: Unresolved) -> bool:
    """Whether it stands for one value in any case: a text, or an attribute such as an ARN or an id; not for a list."""
    if isinstance(value, UnresolvedList):
        return False
    return is_text(value) or (value.kind == "GetAtt" and _ONE.fullmatch(value.of) is not None)
