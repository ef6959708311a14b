"""References from one region's stack to something in another's, and the orders of regions that follow. Computes."""

from tapstack.graph.links.find import links
from tapstack.graph.links.model import Link, Moment
from tapstack.graph.links.orders import Orders, orders

__all__ = ["Link", "Moment", "Orders", "links", "orders"]
