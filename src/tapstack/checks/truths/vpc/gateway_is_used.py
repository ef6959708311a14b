"""VPC-046: a route leads to the internet gateway that is attached."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import NotKnown, Property

_GATEWAY, _ROUTE = "AWS::EC2::InternetGateway", "AWS::EC2::Route"


def judge(attachment: Property, view: View) -> Iterator[Fault]:
    """A fault for a gateway of the set to which no route of its region leads."""
    if not attachment.has("InternetGatewayId"):
        return
    gateway = view.find(attachment["InternetGatewayId"], _GATEWAY)
    if gateway is None:
        return
    routes = view.all(_ROUTE, region=gateway.region)
    if any(route["GatewayId"].given and view.find(route["GatewayId"], _GATEWAY) is gateway for route in routes):
        return
    if custom := view.all("Custom::*", region=gateway.region):
        raise NotKnown(f"whether a custom resource, such as {custom[0]}, makes a route to {gateway} is not known")
    yield Fault(attachment["InternetGatewayId"], f"No route leads to {gateway.logical_id}: it is of no use.")


TRUTH = Truth(
    id="VPC-046",
    title="A route leads to an internet gateway that is attached",
    why="AWS takes it; no subnet is public, and nothing reaches the internet.",
    fix="Add a route to 0.0.0.0/0 through the gateway in the public subnets' table, or leave the gateway out.",
    source="assumption: who attaches a gateway wants to use it; Amazon VPC User Guide, Internet gateways (a subnet is"
    " public by a route to one)",
    about=("AWS::EC2::VPCGatewayAttachment",),
    judge=judge,
    severity=Severity.WARNING,
)
