"""The graph of one rendered stack.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
(Ref, Fn::GetAtt and the variables of Fn::Sub are dependencies; so is DependsOn.)
"""

from collections.abc import Iterator

from tapstack.graph.model import Edge, Graph
from tapstack.render import Stack


def stack_graph(stack: Stack) -> Graph:
    """Edges between the resources of ``stack``, under its conditions; references to absent resources have none."""
    edges: dict[Edge, bool] = {}
    for edge, certain in _edges(stack):
        edges[edge] = edges.get(edge, False) or certain
    doubtful = frozenset(edge for edge, certain in edges.items() if not certain)
    return Graph(stack.region, tuple(stack.bodies), tuple(edges), doubtful)


def _edges(stack: Stack) -> Iterator[tuple[Edge, bool]]:
    """Each edge, and whether it is certain: that both its ends are made, and that the one refers to the other."""
    made = {name for name, resource in stack.resources.items() if resource.condition is True}
    depends_on = stack.depends_on()
    for dependent, references in stack.references().items():
        for reference in references:
            if reference.target in stack.bodies:
                certain = reference.certain and {dependent, reference.target} <= made
                yield Edge(dependent, reference.target, reference.kind), certain
        for target in depends_on[dependent]:
            if target in stack.bodies:
                yield Edge(dependent, target, "DependsOn"), {dependent, target} <= made
