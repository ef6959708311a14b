"""Where a template lets CloudFormation look up parameters and secrets."""

from __future__ import annotations

from collections.abc import Iterator
from weakref import WeakKeyDictionary

from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, Property
from tapstack.template.unresolved import Unresolved

_FOUND: WeakKeyDictionary[Item, tuple[tuple[tuple[str, str], Property], ...]] = WeakKeyDictionary()
"""Of an item nothing changes, whatever the world."""
_STORES = ("ssm", "ssm-secure", "secretsmanager")


def lookups(view: View, store: str, name: str) -> list[Property]:
    """The properties in which ``{{resolve:STORE:NAME...}}`` stands, in all regions."""
    return view.kept(_index).get((store, name), [])


def _index(view: View) -> dict[tuple[str, str], list[Property]]:
    index: dict[tuple[str, str], list[Property]] = {}
    for item in view.all():
        if item not in _FOUND:
            _FOUND[item] = tuple(_of(item))
        for key, place in _FOUND[item]:
            index.setdefault(key, []).append(place)
    return index


def _of(item: Item) -> Iterator[tuple[tuple[str, str], Property]]:
    unresolved = ((path, raw) for path, raw in item.leaves if isinstance(raw, Unresolved))
    for path, found in ((path, found) for path, raw in unresolved for found in _dynamic(raw)):
        service, _, rest = found.of.partition(":")
        if service in _STORES:
            yield (service.removesuffix("-secure"), rest.partition(":")[0]), item.properties.at(path)


def _dynamic(value: Unresolved) -> Iterator[Unresolved]:
    """The dynamic references that a value is made of."""
    for part in value.parts if value.kind == "String" else (value,):
        if isinstance(part, Unresolved) and part.kind == "DynamicReference":
            yield part
