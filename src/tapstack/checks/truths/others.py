"""The other resources of a type, with which one may be in conflict."""

from __future__ import annotations

from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, Property


def others(resource: Property, view: View) -> list[Item]:
    """The other resources of the same type that its stack certainly makes."""
    mine = resource.item
    return [item for item in view.all(mine.type, region=mine.region) if item is not mine and item.certain]
