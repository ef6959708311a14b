"""The regions that a text names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from tapstack.checks.pair.exempt import WORDS
from tapstack.facts.regions import regions
from tapstack.graph.pair.places import zone_prefix
from tapstack.render.pattern import TOKEN, pattern
from tapstack.render.sources import LITERAL, MAPPING, PARAMETER
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.graph.pair import Twin
    from tapstack.render import Stack

_DIRECTIONS = ("east", "west", "central", "north", "south")
"""Every region's name has one of them, which is sooner seen than the name."""
Leaf = tuple["TemplatePath", str]
_TEXTS: WeakKeyDictionary[Twin, dict[str, tuple[Leaf, ...]]] = WeakKeyDictionary()
"""Of a twin nothing changes, and several rules ask for the same."""


@cache
def _names() -> re.Pattern[str]:
    longest_first = sorted(regions(), key=len, reverse=True)
    return re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(map(re.escape, longest_first))})(?![0-9])")


@cache
def _zones() -> tuple[re.Pattern[str], dict[str, str]]:
    prefixes = {zone_prefix(name): name for name in regions()}
    return re.compile(rf"\b({'|'.join(sorted(prefixes))})-az[0-9]\b"), prefixes


def named(text: str) -> list[str]:
    """The regions that ``text`` names, by name, zone or id of a zone, each once."""
    found = dict.fromkeys(_names().findall(text) if any(word in text for word in _DIRECTIONS) else ())
    if "-az" in text:
        expression, prefixes = _zones()
        found |= dict.fromkeys(prefixes[match] for match in expression.findall(text))
    return list(found)


def home(text: str) -> str | None:
    """The region where what an ARN, a zone or an endpoint service names is; None where the text does not say."""
    if text.startswith("arn:"):
        parts = text.split(":", 5)
        found = named(parts[3]) if len(parts) > 3 else []
    elif text.startswith(("com.amazonaws.", "cn.com.amazonaws.")) or len(text) <= 20:
        found = named(text)
    else:
        return None
    return found[0] if len(found) == 1 else None


def texts(twin: Twin, region: str) -> tuple[Leaf, ...]:
    """Every text of one region's copy with its path, what only AWS knows cut out, that may name a region.

    Left out are what is told to people and code, and texts of several lines that are no JSON: scripts, templates.
    """
    kept = _TEXTS.setdefault(twin, {})
    if region not in kept:
        kept[region] = tuple(leaf for leaf in leaves(twin.bodies[region], twin.path) if "-" in leaf[1])
    return kept[region]


def leaves(value: Any, path: TemplatePath, without: Collection[str] = WORDS) -> Iterator[Leaf]:
    """Every text at or below ``value``, likewise; what stands under the names ``without`` is left out."""
    if isinstance(value, dict):
        for name, member in value.items():
            if name not in without:
                yield from leaves(member, (*path, name), without)
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from leaves(member, (*path, index), without)
    elif isinstance(value, str | Unresolved):
        text = value if isinstance(value, str) else TOKEN.sub("*", pattern(value)) if value.parts else ""
        if "\n" not in text or text.lstrip().startswith(("{", "[")):
            yield path, text


def is_literal(stack: Stack, path: TemplatePath, region: str) -> bool:
    """Whether the template itself says the region there: literally or in a mapping, and no parameter says it."""
    found = stack.sources(path)
    if any(source.kind == PARAMETER and region in str(source.value) for source in found):
        return False
    return any(source.kind in {LITERAL, MAPPING} and region in named(str(source.value)) for source in found)
