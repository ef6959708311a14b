"""What a stack's values mention of other regions: ARNs, names that are unique in the world, names beside a region."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from tapstack.findings import TemplatePath
from tapstack.graph.stackset import Item, Property, StackSet
from tapstack.render.pattern import pattern
from tapstack.render.value import is_text
from tapstack.template.unresolved import Unresolved

_ARN = re.compile(r"arn:[a-z\-]+:[^\s\"'\\,;<>()\[\]]+")
_FIELDS = 6
_LONGEST = 2_048
"""Characters of a name, path or URL; what is longer is a document, in which only ARNs are looked for."""
_CUTS = re.compile(r"[/:][^/:]*$")
_WILD = ("*", "?")


class Mention(NamedTuple):
    """A text that stands for something in ``region``; "" where the text itself does not say."""

    item: Item
    path: TemplatePath
    raw: Any
    text: str
    region: str

    @property
    def at(self) -> Property:
        """The property that the text stands in."""
        return Property(self.item, self.path, self.raw)


def mentions(item: Item, stackset: StackSet) -> Iterator[Mention]:
    """Every text of ``item`` that may lead out of its region; plain texts only if they name something of the set."""
    others = tuple(sorted(region for region in stackset.regions if region != item.region))
    known: dict[tuple[str, ...], tuple[Mention, ...]] = vars(item).setdefault("_mentions", {})
    if others not in known:
        known[others] = tuple(_all(item, frozenset(others)))
    yield from (one for one in known[others] if one.region or "arn:" in one.text or stackset.named(one.text))


def _all(item: Item, others: frozenset[str]) -> Iterator[Mention]:
    """The same, whatever world the item is in."""
    for path, raw, beside in _scalars(item.properties.raw, item.properties.path, others, ""):
        text = raw if isinstance(raw, str) else pattern(raw)
        if beside and not text.startswith("arn:"):
            yield Mention(item, path, raw, text, beside)
        elif "arn:" in text:
            yield from _arns(item, path, raw, text)
        elif text and len(text) <= _LONGEST:
            yield Mention(item, path, raw, text, "")


def _scalars(
    raw: Any, path: TemplatePath, others: frozenset[str], beside: str
) -> Iterator[tuple[TemplatePath, Any, str]]:
    """Each text below ``raw`` with its path, and the other region that a member of the same map names."""
    if isinstance(raw, dict):
        near = next((str(value) for key, value in raw.items() if "Region" in key and _names(value, others)), "")
        for name, member in raw.items():
            yield from _scalars(member, (*path, name), others, "" if "Region" in name else near)
    elif isinstance(raw, list):
        for index, member in enumerate(raw):
            yield from _scalars(member, (*path, index), others, "")
    elif isinstance(raw, str) or (isinstance(raw, Unresolved) and (is_text(raw) or raw.kind == "GetAtt")):
        yield path, raw, beside


def _names(value: Any, others: frozenset[str]) -> bool:
    return isinstance(value, str) and value in others


def _arns(item: Item, path: TemplatePath, raw: Any, text: str) -> Iterator[Mention]:
    for found in _ARN.finditer(text):
        arn = found[0].rstrip(".")
        fields = arn.split(":", _FIELDS - 1)
        yield Mention(item, path, raw, arn, fields[3] if len(fields) == _FIELDS else "")


def shortened(text: str) -> Iterator[str]:
    """An ARN, then what is left when its last parts are cut off: ``.../index/x`` is about the table before it."""
    yield text
    while text.startswith("arn:") and (cut := _CUTS.sub("", text)).count(":") >= _FIELDS - 1:
        text = cut
        yield text


def is_wild(text: str) -> bool:
    """Whether it stands for any number of things."""
    return any(mark in text for mark in _WILD)
