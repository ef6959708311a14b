"""Event source mappings: whether they read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tapstack.deploy.proving.answers import Answer, judged, open_

if TYPE_CHECKING:
    from tapstack.deploy.proving.asked import Asked

_UNDER_WAY = ("Creating", "Enabling", "Updating", "Disabling")


def mapping(asked: Asked) -> Iterator[Answer]:
    """Whether it is Enabled, or Disabled where that was rendered."""
    wanted = "Enabled" if asked["Enabled"].flag_or(True) else "Disabled"
    told = asked.client("lambda").get_event_source_mapping(UUID=asked.physical_id)
    state, result = told.get("State", "unknown"), told.get("LastProcessingResult", "")
    said = f"It is {state}{f'; last processing result: {result}' if result else ''}."
    if state in _UNDER_WAY:
        yield open_(f"{said} Ask again later.")
    else:
        yield judged(state == wanted, said if state == wanted else f"{said} It should be {wanted}.")
