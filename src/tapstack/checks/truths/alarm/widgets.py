"""The widgets of a dashboard."""

from __future__ import annotations

from collections.abc import Sequence

from tapstack.graph.stackset import NotKnown, Property


def widgets(dashboard: Property) -> Sequence[Property]:
    """The widgets in the JSON of a dashboard. Raises NotKnown where it is no JSON, or no list."""
    body = dashboard["DashboardBody"].document
    found = body["widgets"].items if isinstance(body.raw, dict) else []
    if not all(isinstance(widget.raw, dict) for widget in found):
        raise NotKnown("A widget of the dashboard is no map")
    return found
