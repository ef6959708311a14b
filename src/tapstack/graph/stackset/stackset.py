"""The planned stacks of all regions, in the order in which they are made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final

from tapstack.facts.schemas import CUSTOM_RESOURCE
from tapstack.graph.model import Graph
from tapstack.graph.stack_graph import stack_graph
from tapstack.graph.stackset.attributes import attribute_of
from tapstack.graph.stackset.items import Items
from tapstack.graph.stackset.variations import Variations

if TYPE_CHECKING:
    from tapstack.graph.stackset.item import Item
    from tapstack.render import Stack

EVERYTHING: Final = "*"
"""Stands for all types."""
CUSTOM: Final = "Custom::*"
"""Stands for the types of all custom resources."""


class StackSet:
    """Items by region, logical id, type and name.

    ``items`` are what the stacks make; ``absent`` what they would make if its condition were true. Both are taken from
    ``shared``, where other worlds of the same template have them too.
    """

    def __init__(self, stacks: Mapping[str, Stack], shared: Items | None = None) -> None:
        self.stacks = stacks
        self.regions = tuple(stacks)
        self._shared = shared or Items()
        self.items = [
            self._shared.of(region, resource, stack.place.pseudo)
            for region, stack in stacks.items()
            for resource in stack.resources.values()
        ]

    @cached_property
    def absent(self) -> list[Item]:
        """What conditions that are false leave out."""
        return [
            self._shared.of(region, resource, stack.place.pseudo, made=False)
            for region, stack in self.stacks.items()
            for resource in stack.imagined.values()
        ]

    def absent_of(self, kind: str) -> list[Item]:
        """Those of one type among what conditions that are false leave out; no other is worked out for it."""
        return [
            self._shared.of(region, resource, stack.place.pseudo, made=False)
            for region, stack in self.stacks.items()
            for resource in stack.imagined_of(kind)
        ]

    @cached_property
    def graphs(self) -> dict[str, Graph]:
        """Who needs whom, in each region."""
        return {region: stack_graph(stack) for region, stack in self.stacks.items()}

    @cached_property
    def variations(self) -> Variations:
        """What properties are under other parameter values."""
        return Variations(self.stacks)

    @cached_property
    def _by_id(self) -> dict[tuple[str, str], Item]:
        return {(item.region, item.logical_id): item for item in self.items}

    @cached_property
    def _by_type(self) -> dict[str, list[Item]]:
        return _grouped((kind, item) for item in self.items for kind in _kinds(item.type))

    @cached_property
    def _by_text(self) -> dict[str, list[Item]]:
        return _grouped((text, item) for item in self.items for text in item.texts)

    @cached_property
    def _absent_by_text(self) -> dict[str, list[Item]]:
        return _grouped((text, item) for item in self.absent for text in item.texts)

    def item(self, region: str, logical_id: str) -> Item | None:
        """The resource of that logical id in that region's stack; None where the stack does not make it."""
        return self._by_id.get((region, logical_id))

    def of_type(self, *types: str, region: str | None = None) -> list[Item]:
        """The items of these types, or of all, of one region or of all, in the order of regions and of the template."""
        found = [item for name in types or (EVERYTHING,) for item in self._by_type.get(name, ())]
        return [item for item in found if region in (None, item.region)]

    def named(self, text: str) -> list[Item]:
        """The items that the pattern ``text`` names, in any region: a name may be that of several types."""
        return self._by_text.get(text) or self._by_attribute(text)

    def _by_attribute(self, text: str) -> list[Item]:
        """The resource that AWS has yet to name, whose ARN, id, name or URL the pattern stands for."""
        found = attribute_of(text)
        item = self._by_id.get((found.region, found.logical_id)) if found else None
        return [item] if item and found and found.names(item.type) else []

    def absent_named(self, text: str) -> list[Item]:
        """The items that it would name if their condition were true."""
        return self._absent_by_text.get(text, [])

    def needs(self, item: Item, other: Item) -> bool:
        """Whether ``other`` is made before ``item`` because of a reference or DependsOn in their stack."""
        return item.region == other.region and self.graphs[item.region].needs(item.logical_id, other.logical_id)


def _kinds(type_name: str) -> tuple[str, ...]:
    """The names under which a type is asked for."""
    return (type_name, EVERYTHING, CUSTOM) if is_custom(type_name) else (type_name, EVERYTHING)


def is_custom(type_name: str) -> bool:
    """Whether it is a type of custom resources."""
    return type_name.startswith("Custom::") or type_name == CUSTOM_RESOURCE


def _grouped(pairs: Iterable[tuple[str, Item]]) -> dict[str, list[Item]]:
    groups: dict[str, list[Item]] = {}
    for key, item in pairs:
        groups.setdefault(key, []).append(item)
    return groups
