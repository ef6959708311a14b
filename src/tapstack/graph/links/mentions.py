"""What a stack's values mention of other regions: ARNs, names that are unique in the world, names beside a region."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tapstack.graph.stackset import Item, NotKnown, Property, StackSet

_ARN = re.compile(r"arn:[a-z\-]+:[^\s\"'\\,;<>()\[\]]+")
_FIELDS = 6
_LONGEST = 2_048
"""Characters of a name, path or URL; what is longer is a document, in which only ARNs are looked for."""
_CUTS = re.compile(r"[/:][^/:]*$")
_WILD = ("*", "?")


class Mention(NamedTuple):
    """A text that stands for something in ``region``; "" where the text itself does not say."""

    at: Property
    text: str
    region: str


def mentions(item: Item, stackset: StackSet) -> Iterator[Mention]:
    """Every text of ``item`` that may lead out of its region."""
    others = [region for region in stackset.regions if region != item.region]
    yield from _below(item.properties, others)


def _below(place: Property, others: list[str]) -> Iterator[Mention]:
    raw = place.raw
    if isinstance(raw, dict):
        members = place.members
        beside = next((str(value) for key, value in raw.items() if "Region" in key and value in others), None)
        for name, member in members.items():
            if beside and not isinstance(member.raw, dict | list) and "Region" not in name:
                yield from _plain(member, beside)
            yield from _below(member, others)
    elif isinstance(raw, list):
        for member in place.items:
            yield from _below(member, others)
    elif raw is not None:
        yield from _texts(place)


def _plain(place: Property, region: str) -> Iterator[Mention]:
    try:
        text = place.pattern
    except NotKnown:
        return
    if text and not text.startswith("arn:"):
        yield Mention(place, text, region)


def _texts(place: Property) -> Iterator[Mention]:
    try:
        text = place.pattern
    except NotKnown:
        return
    if not text.startswith("arn:") and len(text) <= _LONGEST:
        yield Mention(place, text, "")
    for found in _ARN.finditer(text):
        arn = found[0].rstrip(".")
        fields = arn.split(":", _FIELDS - 1)
        yield Mention(place, arn, fields[3] if len(fields) == _FIELDS else "")


def shortened(text: str) -> Iterator[str]:
    """An ARN, then what is left when its last parts are cut off: ``.../index/x`` is about the table before it."""
    yield text
    while text.startswith("arn:") and (cut := _CUTS.sub("", text)).count(":") >= _FIELDS - 1:
        text = cut
        yield text


def is_wild(text: str) -> bool:
    """Whether it stands for any number of things."""
    return any(mark in text for mark in _WILD)
