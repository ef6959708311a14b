"""Where a rendered value stands, and what stands below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, Self

from tapstack.findings import TemplatePath
from tapstack.graph.stackset.not_known import NotKnown
from tapstack.render.value import is_text
from tapstack.template.unresolved import Unresolved, UnresolvedList

if TYPE_CHECKING:
    from tapstack.graph.stackset.item import Item

ABSENT: Any = None
_ONE = re.compile("(?i).*(arn|id|name|url)")
_SURELY_GIVEN = frozenset({"GetAtt", "GetAZs", "Length", "ToJsonString", "StackOutput"})


class Place:
    """``raw`` is what stands at ``path`` of a rendered stack, None where nothing does.

    ``path`` leads into the stack: ("Resources", id, "Properties", ...). What was asked for below is kept, for truths
    ask for the same values again and again: members by name, the whole of them, what a text says, and the text.
    """

    __slots__ = ("_above", "_children", "_inside", "_pattern", "_step", "item", "raw")

    def __init__(self, item: Item, path: TemplatePath | Self, raw: Any, step: str | int | None = None) -> None:
        """At ``path``, or a ``step`` below another place."""
        self.item: Final = item
        self.raw: Final = raw
        self._above: TemplatePath | Self = path
        self._step: Any = step
        self._children: dict[str | int, Self] | None = None
        self._inside: Any = None
        self._pattern: str | None = raw if type(raw) is str else None

    def __getitem__(self, name: str) -> Self:
        """What stands at a dotted path, ``["Destination.Bucket"]``; absent where any step is."""
        found = self
        for step in name.split("."):
            found = found._below(step)
        return found

    def at(self, path: TemplatePath) -> Self:
        """What stands at a path of names and indexes."""
        found = self
        for step in path:
            found = found._below(step)
        return found

    def _below(self, step: str | int) -> Self:
        if self._children is None:
            self._children = {}
        found = self._children.get(step)
        if found is None:
            found = self._children[step] = self._child(step)
        return found

    def _child(self, step: str | int) -> Self:
        return type(self)(self.item, self, self._raw(step), step)

    def _raw(self, step: str | int) -> Any:
        raw = self.raw
        if type(raw) is dict:
            return raw.get(step)
        if isinstance(raw, Unresolved):
            return raw
        return raw[step] if isinstance(step, int) else ABSENT

    @property
    def path(self) -> TemplatePath:
        """The names and indexes that lead here from the top of the stack."""
        above = self._above
        return above if isinstance(above, tuple) else (*above.path, self._step)

    @property
    def given(self) -> bool:
        """Whether the template gives it. A value that may turn out to be AWS::NoValue is not known."""
        raw = self.raw
        if isinstance(raw, Unresolved) and not is_text(raw) and not isinstance(raw, UnresolvedList):
            if raw.kind in _SURELY_GIVEN:
                return True
            raise self.unknown()
        return raw is not None

    def has(self, name: str) -> bool:
        """Whether what a dotted path leads to is given."""
        return self[name].given

    @property
    def known(self) -> bool:
        """Whether it is wholly known: no part of it is left to AWS."""
        return not isinstance(self.raw, Unresolved)

    @property
    def items(self) -> tuple[Self, ...]:
        """Its members; a single value stands for a list of one, absent is none. Raises NotKnown."""
        raw = self.raw
        if isinstance(raw, list):
            return self._listed(raw)
        if raw is None:
            return ()
        if isinstance(raw, Unresolved) and not _is_one(raw):
            raise self.unknown()
        return (self,)

    def _listed(self, raw: list[Any]) -> tuple[Self, ...]:
        if self._inside is None:
            self._inside = tuple([self._below(index) for index in range(len(raw))])
        found: tuple[Self, ...] = self._inside
        return found

    @property
    def members(self) -> Mapping[str, Self]:
        """What a map holds, by name; absent is none. Raises NotKnown."""
        if isinstance(self.raw, dict):
            return self._mapped(self.raw)
        if isinstance(self.raw, Unresolved):
            raise self.unknown()
        if self.raw is not None:
            raise NotKnown(f"{self.label} is no map")
        return {}

    def _mapped(self, raw: dict[str, Any]) -> Mapping[str, Self]:
        if self._inside is None:
            self._inside = {name: self._below(name) for name in raw}
        found: Mapping[str, Self] = self._inside
        return found

    def each(self, name: str) -> Iterator[Self]:
        """The members at a dotted path with lists on its way: ``each("Rules[].Transitions[]")``."""
        here, more, rest = name.partition("[]")
        found = self[here.strip(".")] if here.strip(".") else self
        if not more:
            yield from [found] if found.given else []
            return
        for one in found.items:
            yield from one.each(rest) if rest else (one,)

    def walk(self) -> Iterator[Self]:
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

    def unknown(self) -> NotKnown:
        """That its value is not known, to raise."""
        why = self.raw.why if isinstance(self.raw, Unresolved) else "it is of another form"
        return NotKnown(f"{self.label} is not known: {why}")


def _is_one(value: Unresolved) -> bool:
    """Whether it stands for one value in any case: a text, or an attribute such as an ARN or an id; not for a list."""
    if isinstance(value, UnresolvedList):
        return False
    return is_text(value) or (value.kind == "GetAtt" and _ONE.fullmatch(value.of) is not None)
