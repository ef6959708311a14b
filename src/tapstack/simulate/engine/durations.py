"""How long CloudFormation takes over a resource, in seconds of virtual time.

No source publishes such figures: they are assumptions from experience, and serve to let things happen one after the
other and side by side. Nothing is judged by them but the order of events.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from tapstack.facts.installed import read_json

CALL = 1.0
"""From the beginning of a resource to the service's answer to the first call."""


def duration(type_name: str, action: str) -> float:
    """The seconds for ``create``, ``update`` or ``delete``, the call included."""
    table = _table()
    row = table["types"].get(type_name, {})
    seconds: float = row.get(action, table["default"][action])
    return max(float(seconds), CALL)


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = read_json(Path(__file__).with_name("durations.json"))
    return table
