"""VPC-022: an endpoint has what its type has."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.endpoints import kind
from tapstack.graph.stackset import Property

_NOT = {
    "Gateway": ("SubnetIds", "SecurityGroupIds"),
    "Interface": ("RouteTableIds",),
    "GatewayLoadBalancer": ("RouteTableIds", "SecurityGroupIds"),
}


def judge(endpoint: Property, _: View) -> Iterator[Fault]:
    """A fault for each property that the type does not have."""
    mine = kind(endpoint)
    for name in _NOT.get(mine, ()):
        if endpoint.has(name) and endpoint[name].items:
            yield Fault(endpoint[name], f"An endpoint of type {mine} has {name}.")
    if mine == "Gateway" and endpoint["PrivateDnsEnabled"].flag:
        yield Fault(endpoint["PrivateDnsEnabled"], "An endpoint of type Gateway has PrivateDnsEnabled.")
    if mine == "GatewayLoadBalancer" and len(endpoint["SubnetIds"].items) > 1:
        yield Fault(endpoint["SubnetIds"], "An endpoint of a Gateway Load Balancer has several subnets.")


TRUTH = Truth(
    id="VPC-022",
    title="A gateway endpoint has route tables; an interface endpoint has subnets and security groups",
    why="EC2 refuses what the type does not have: InvalidParameter, and the stack fails.",
    fix="Give RouteTableIds to Gateway endpoints, SubnetIds and SecurityGroupIds to Interface endpoints.",
    source="resource schema AWS::EC2::VPCEndpoint (RouteTableIds, SubnetIds, SecurityGroupIds, PrivateDnsEnabled)",
    about=("AWS::EC2::VPCEndpoint",),
    judge=judge,
)
