"""VPC-015: a public NAT gateway stands in a subnet that reaches the internet."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.routing import (
    EVERYWHERE,
    destination,
    handed_to,
    route_by,
    routes_of,
    subnet_of,
    tables_of,
)
from tapstack.graph.stackset import NotKnown, Property


def judge(nat: Property, view: View) -> Iterator[Fault]:
    """A fault for a subnet whose table leads nowhere, or back into a NAT gateway."""
    if not nat["ConnectivityType"].is_in("", "public") or not nat.has("SubnetId"):
        return
    subnet = subnet_of(nat["SubnetId"], view)
    tables = tables_of(subnet, view)
    if not tables:
        raise NotKnown(f"{subnet} keeps the main table of its network, whose routes no stack makes")
    routes = routes_of(tables[0], view)
    out = [route for route in routes if destination(route) == EVERYWHERE]
    if not out and (custom := handed_to(tables[0], view)):
        raise route_by(custom, f"of {tables[0]}")
    if not out and not any(route["GatewayId"].given for route in routes):
        yield Fault(nat["SubnetId"], f"{tables[0]} of {subnet} has no route to 0.0.0.0/0.")
    elif out and out[0]["NatGatewayId"].given:
        yield Fault(nat["SubnetId"], f"{tables[0]} of {subnet} leads to a NAT gateway, not to an internet gateway.")


TRUTH = Truth(
    id="VPC-015",
    title="A public NAT gateway stands in a subnet with a route to an internet gateway",
    why="AWS takes it; nothing that goes through the NAT gateway reaches the internet.",
    fix="Put it into a public subnet: one whose table leads to the internet gateway.",
    source="Amazon VPC User Guide"
    " (https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html): a NAT gateway"
    " must be in a subnet whose table leads to an internet gateway",
    about=("AWS::EC2::NatGateway",),
    judge=judge,
    later=True,
)
