"""Who needs whom in a stack, and the orders that follow. Computes; does not judge."""

from tapstack.graph.model import Edge, Graph
from tapstack.graph.stack_graph import stack_graph

__all__ = ["Edge", "Graph", "stack_graph"]
