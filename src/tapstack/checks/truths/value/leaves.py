"""What functions give, each with what its schema says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tapstack.checks.truths.view import View
from tapstack.facts.shapes import Shape, shape
from tapstack.graph.stackset import Item, Property
from tapstack.template.logic import text_of

_Leaf = tuple[Property, Mapping[str, Any]]
_SAID = {"enum", "maxItems", "maxLength", "maximum", "minItems", "minLength", "minimum", "pattern"}


def leaves(item: Item, view: View) -> list[_Leaf]:
    """Each scalar and list that is known, and was no literal in the template, with the keywords of its schema."""
    return view.kept(_leaves, item)


def _leaves(view: View, item: Item) -> list[_Leaf]:
    whole = shape(item.type)
    if whole is None:
        return []
    found: list[_Leaf] = []
    for place in view.worked_out(item):
        at: Shape | None = whole
        for step in place.path[3:]:
            at = _below(at, step)
        found.extend(_within(place, at))
    return [(leaf, said) for leaf, said in found if not view.invented(item, str(text_of(leaf.raw)))]


def _within(place: Property, found: Shape | None) -> Iterator[_Leaf]:
    if found is None or not place.known:
        return
    if place.raw is not None and not isinstance(place.raw, dict) and not _SAID.isdisjoint(said := found.said()):
        yield place, said
    if isinstance(place.raw, dict | list):
        for step in place.raw if isinstance(place.raw, dict) else range(len(place.raw)):
            yield from _within(place.at((step,)), _below(found, step))


def _below(found: Shape | None, step: str | int) -> Shape | None:
    if found is None:
        return None
    return found.item() if isinstance(step, int) else found.property(step)
