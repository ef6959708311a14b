"""All regions, their graphs, the links between them and the orders that follow, as JSON."""

from collections.abc import Sequence
from typing import Any

from tapstack.graph.links.model import Link
from tapstack.graph.links.orders import Orders
from tapstack.graph.stackset import StackSet


def report(stackset: StackSet, links: Sequence[Link], orders: Orders) -> dict[str, Any]:
    """``{"regions": {region: graph}, "links": [...], "orders": {"create", "update", "delete", "circles"}}``."""
    return {
        "regions": {region: graph.to_json() for region, graph in stackset.graphs.items()},
        "links": [link.to_json() for link in links],
        "orders": {
            "create": orders.creation,
            "update": orders.update,
            "delete": orders.deletion,
            "circles": orders.circles,
        },
    }
