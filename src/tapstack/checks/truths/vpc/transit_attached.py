"""VPC-043: a route to a transit gateway is made after the gateway is attached to the network."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.ranges import VPC, network_of
from tapstack.checks.truths.vpc.routing import named, table_of
from tapstack.graph.stackset import Property

_ATTACHMENTS = ("AWS::EC2::TransitGatewayAttachment", "AWS::EC2::TransitGatewayVpcAttachment")


def judge(route: Property, view: View) -> Iterator[Fault]:
    """A fault for a gateway of the set that is not attached to the table's network, or may be later."""
    reference = route["TransitGatewayId"]
    gateway = view.find(reference, "AWS::EC2::TransitGateway") if reference.given else None
    if gateway is None:
        return
    vpc = network_of(table_of(route, view)["VpcId"], view)
    attached = [
        item
        for item in view.all(*_ATTACHMENTS, region=vpc.region)
        if named(item["TransitGatewayId"], gateway, view) and view.find(item["VpcId"], VPC) is vpc
    ]
    if not attached:
        yield Fault(reference, f"{gateway} is not attached to {vpc}.")
    elif not any(view.before(route.item, attachment) for attachment in attached):
        yield Fault(reference, f"{attached[0]} may come later: the route does not depend on it.")


TRUTH = Truth(
    id="VPC-043",
    title="A route to a transit gateway is made after the gateway is attached to the network",
    why="EC2 refuses the route until the gateway is attached: whether the stack comes up is left to chance.",
    fix="Add DependsOn with the attachment to the route.",
    source="resource schema AWS::EC2::Route (a route to a transit gateway of the template depends on its attachment)",
    about=("AWS::EC2::Route",),
    judge=judge,
)
