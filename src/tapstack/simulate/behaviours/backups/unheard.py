"""Where events go until the buses live: nobody hears them. It goes when ``life.events`` is EventBridge's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Unheard:
    """Takes events and delivers none."""

    def put(self, region: str, event: Mapping[str, Any], bus: str = "default") -> None:
        """Put an event on a bus."""
