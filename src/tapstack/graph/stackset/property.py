"""A rendered value at its place: asked with ``.text`` or ``["A.B"]``, it answers or says that it is not known."""

from __future__ import annotations

import json
import re
from typing import Self

from tapstack.graph.stackset.not_known import NotKnown
from tapstack.graph.stackset.place import Place
from tapstack.render.pattern import alike, is_whole, pattern, shown
from tapstack.render.value import is_text
from tapstack.template.logic import any_of
from tapstack.template.unresolved import Unresolved

_NUMBER = re.compile(r"-?\d+(\.\d+)?")


class Property(Place):
    """A place that can be asked for its value.

    Every answer that depends on what only AWS knows raises NotKnown; so does a value of a form that the question
    does not fit, which is for the linter to refuse.
    """

    __slots__ = ()

    @property
    def pattern(self) -> str:
        """As text with tokens for what only AWS knows: see tapstack.render.pattern. Absent is "". Raises NotKnown."""
        if self._pattern is None:
            self._pattern = self._read()
        return self._pattern

    def _read(self) -> str:
        raw = self.raw
        if isinstance(raw, (dict, list)):
            raise NotKnown(f"{self.label} is no text")
        if isinstance(raw, Unresolved) and not is_text(raw) and raw.kind != "GetAtt":
            raise self.unknown()
        return pattern(raw)

    @property
    def text(self) -> str:
        """As text, wholly known. Absent is "". Raises NotKnown."""
        text = self.pattern
        if not is_whole(text):
            raise self.unknown()
        return text

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
    def document(self) -> Property:
        """The JSON in a text, below the same path; what is a map or list already is itself. Raises NotKnown."""
        if not isinstance(self.raw, str | Unresolved):
            return self
        if self._inside is None:
            try:
                inner = json.loads(self.pattern, strict=False)
            except ValueError as error:
                raise NotKnown(f"{self.label} is no JSON: {error}") from error
            self._inside = Embedded(self.item, self.path, inner)
        found: Property = self._inside
        return found

    @property
    def shown(self) -> str:
        """Its value as messages tell it, shortened: never one of a NoEcho parameter."""
        text = shown(pattern(self.raw)) if not isinstance(self.raw, dict | list) else json.dumps(self.raw, default=str)
        return text if len(text) <= 120 else text[:117] + "..."


class Embedded(Property):
    """A value inside the JSON of a text; its path is that of the text, for nothing below has a place of its own."""

    __slots__ = ()

    def _child(self, step: str | int) -> Self:
        return type(self)(self.item, self.path, self._raw(step))

    def _read(self) -> str:
        """Tokens stand in the text already."""
        if isinstance(self.raw, dict | list):
            raise NotKnown(f"a part of {self.label} is no text")
        return pattern(self.raw)
