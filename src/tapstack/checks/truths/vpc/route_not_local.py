"""VPC-010: a route does not lead into its own network."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.ranges import network_of, ranges
from tapstack.checks.truths.vpc.routing import destination, table_of
from tapstack.graph.stackset import Property

_OUT = ("GatewayId", "VpcPeeringConnectionId", "TransitGatewayId", "EgressOnlyInternetGatewayId", "CarrierGatewayId")


def judge(route: Property, view: View) -> Iterator[Fault]:
    """A fault for a route to a range of its own network, or into it, by a target that leads out."""
    to = destination(route)
    if to is None or not any(route.has(name) for name in _OUT):
        return
    vpc = network_of(table_of(route, view)["VpcId"], view)
    for local in ranges(vpc, view):
        if to == local:
            yield Fault(route["DestinationCidrBlock"], f"{to} is a range of {vpc} itself, which its local route has.")
        elif to.subnet_of(local):
            yield Fault(route["DestinationCidrBlock"], f"{to} lies inside {local} of {vpc} and leads out of it.")


TRUTH = Truth(
    id="VPC-010",
    title="A route does not lead to addresses of its own network by a target outside",
    why="The local route has them already: EC2 refuses the route, and the stack fails.",
    fix="Route to the range of the other network; inside one's own only to subnets, by a NAT gateway, a network"
    " interface or a Gateway Load Balancer endpoint.",
    source="Amazon VPC User Guide (https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html),"
    " rules and considerations: a route more specific than the local one matches a subnet, and leads to"
    " one of three kinds of targets",
    about=("AWS::EC2::Route",),
    judge=judge,
)
