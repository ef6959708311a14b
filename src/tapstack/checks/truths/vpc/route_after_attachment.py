"""VPC-013: a route to an internet gateway is made when the gateway is attached to the network."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.ranges import network_of
from tapstack.checks.truths.vpc.routing import IGW, attachments, table_of
from tapstack.graph.stackset import Property


def judge(route: Property, view: View) -> Iterator[Fault]:
    """A fault for a gateway of the set that is never attached to the table's network, or may be later."""
    reference = route["GatewayId"]
    gateway = view.find(reference, IGW, "AWS::EC2::VPNGateway") if reference.given else None
    if gateway is None or gateway.type != IGW:
        return
    vpc = network_of(table_of(route, view)["VpcId"], view)
    attached = attachments(vpc, gateway, view)
    if not attached:
        yield Fault(reference, f"{gateway} is not attached to {vpc}.")
    elif not any(view.before(route.item, attachment) for attachment in attached):
        yield Fault(reference, f"{attached[0]} may come later: the route does not depend on it.")


TRUTH = Truth(
    id="VPC-013",
    title="A route to an internet gateway is made after the gateway is attached to the network",
    why="EC2 refuses a route to a gateway that is not attached: whether the stack comes up is left to chance.",
    fix="Add DependsOn with the VPCGatewayAttachment to the route.",
    source="AWS CloudFormation User Guide: DependsOn attribute (what needs a gateway depends on its attachment);"
    " resource schema AWS::EC2::Route, GatewayId (attached to your VPC)",
    about=("AWS::EC2::Route",),
    judge=judge,
)
