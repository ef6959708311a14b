"""VPC-019: a peering connection is routed from both ends."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.peers import sides
from tapstack.checks.truths.vpc.ranges import network_of
from tapstack.checks.truths.vpc.routing import ROUTE, handed_to, named, route_by, table_of
from tapstack.findings import Severity
from tapstack.graph.stackset import Item, Property


def judge(peering: Property, view: View) -> Iterator[Fault]:
    """A fault for each network that has no route through the connection, where nobody else can make one."""
    routed = _routed(peering.item, view)
    for vpc in sides(peering, view):
        if vpc in routed:
            continue
        if vpc.region != peering.item.region and (custom := handed_to(peering.item, view)):
            raise route_by(custom, f"of {vpc} through {peering.item}")
        yield Fault(peering, f"No table of {vpc} has a route through {peering.item}.")


def _routed(peering: Item, view: View) -> set[Item]:
    """The networks with a route through the connection."""
    through = [route for route in view.all(ROUTE) if named(route["VpcPeeringConnectionId"], peering, view)]
    return {network_of(table_of(route, view)["VpcId"], view) for route in through}


TRUTH = Truth(
    id="VPC-019",
    title="A peering connection is routed from both of its networks",
    why="AWS takes it; without a route on each side answers do not come back, and connections time out.",
    fix="Add a route to the other network's range on each side.",
    source="assumption: nobody outside adds the route; that both sides need one: Amazon VPC Peering Guide, Update your"
    " route tables",
    about=("AWS::EC2::VPCPeeringConnection",),
    judge=judge,
    severity=Severity.WARNING,
)
