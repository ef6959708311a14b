"""The graph of one rendered stack.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
(Ref, Fn::GetAtt and the variables of Fn::Sub are dependencies; so is DependsOn.)
"""

from collections.abc import Iterator

from tapstack.graph.model import Edge, Graph
from tapstack.render import Stack


def stack_graph(stack: Stack) -> Graph:
    """Edges between the resources of ``stack``, under its conditions; references to absent resources have none."""
    return Graph(stack.region, tuple(stack.bodies), tuple(dict.fromkeys(_edges(stack))))


def _edges(stack: Stack) -> Iterator[Edge]:
    depends_on = stack.depends_on()
    for dependent, references in stack.references().items():
        for reference in references:
            if reference.target in stack.bodies:
                yield Edge(dependent, reference.target, reference.kind)
        for target in depends_on[dependent]:
            if target in stack.bodies:
                yield Edge(dependent, target, "DependsOn")
