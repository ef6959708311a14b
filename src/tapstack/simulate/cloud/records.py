"""What the world keeps of resources and properties that moto does not hold: recorded, not executed."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

Key = tuple[str, str, str]
Listener = Callable[[str, str], None]
"""Is told the region and the physical id of what is kept. It plans; it makes no calls."""


class Records:
    """Properties by region, resource type and physical id."""

    def __init__(self) -> None:
        self._kept: dict[Key, dict[str, Any]] = {}
        self._listeners: defaultdict[str, list[Listener]] = defaultdict(list)

    def listen(self, type_name: str, listener: Listener) -> None:
        """Tell whenever a resource of a type is kept, first or anew."""
        self._listeners[type_name].append(listener)

    def keep(self, region: str, type_name: str, physical_id: str, properties: Mapping[str, Any]) -> None:
        """Keep a resource's properties, in place of those kept before."""
        self._kept[region, type_name, physical_id] = copy.deepcopy(dict(properties))
        for listener in self._listeners.get(type_name, ()):
            listener(region, physical_id)

    def get(self, region: str, type_name: str, physical_id: str) -> dict[str, Any] | None:
        """A copy of what is kept; None where nothing is."""
        return copy.deepcopy(self._kept.get((region, type_name, physical_id)))

    def drop(self, region: str, type_name: str, physical_id: str) -> None:
        """Forget a resource; one that is not kept is no error."""
        self._kept.pop((region, type_name, physical_id), None)

    def held(self) -> list[Key]:
        """Region, type and physical id of all that is kept."""
        return list(self._kept)

    def of(self, type_name: str, region: str | None = None) -> dict[Key, dict[str, Any]]:
        """All that is kept of a type, in a region or in all, in the order in which it was first kept."""
        return {
            key: copy.deepcopy(kept)
            for key, kept in self._kept.items()
            if key[1] == type_name and region in (None, key[0])
        }
