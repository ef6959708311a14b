"""The properties that name what must be in the resource's own region."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from tapstack.facts.installed import read_json
from tapstack.graph.stackset import Item, NotKnown, Property


@cache
def table() -> Mapping[str, Sequence[str]]:
    """The property paths of ``local.json`` by type."""
    found: Mapping[str, Sequence[str]] = read_json(Path(__file__).with_name("local.json"))["types"]
    return found


def places(item: Item) -> Iterator[Property]:
    """The values of ``item`` that must be of its own region."""
    for path in table().get(item.type, ()):
        try:
            yield from item.properties.each(path)
        except NotKnown:
            continue
