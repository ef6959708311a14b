"""The forms that a resource has in different worlds, numbered."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from tapstack.graph.stackset import Item


class Versions:
    """Two items of one region and name have one number if nothing that can be read from them differs."""

    def __init__(self) -> None:
        self._forms: dict[tuple[str, str], list[tuple[bool, Any]]] = {}
        self._known: WeakKeyDictionary[Item, int] = WeakKeyDictionary()

    def of(self, item: Item) -> int:
        """The number of its form."""
        known = self._known.get(item)
        if known is None:
            forms = self._forms.setdefault((item.region, item.logical_id), [])
            form = (item.made, item.resource.body)
            if form not in forms:
                forms.append(form)
            known = self._known[item] = forms.index(form)
        return known
