"""Items shared between worlds: what is the same in two of them is one object, and what is known of it is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import orjson

from tapstack.graph.stackset.item import Item
from tapstack.template.unresolved import Unresolved, UnresolvedList

if TYPE_CHECKING:
    from tapstack.render import Resource


class Items:
    """Those made so far, for the stacks of one template with one set of pseudo parameters for each region."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str, bool, bytes], Item] = {}

    def of(self, region: str, resource: Resource, pseudo: Mapping[str, Any], *, made: bool = True) -> Item:
        """The item of that region, name and body; a new one where there was none."""
        try:
            body = orjson.dumps(resource.body, default=_whole)
        except TypeError:  # what is no JSON is not compared
            return Item(region, resource, pseudo, made)
        key = region, resource.logical_id, made, body
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = Item(region, resource, pseudo, made)
        return found


def _whole(value: Any) -> Any:
    """Everything by which two values that are not resolved can differ."""
    if not isinstance(value, Unresolved):
        raise TypeError
    return [isinstance(value, UnresolvedList), value.kind, value.of, value.why, value.region, value.parts]
