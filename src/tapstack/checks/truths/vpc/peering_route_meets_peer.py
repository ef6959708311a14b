"""VPC-018: a route through a peering connection leads to addresses of the peer."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.peers import sides
from tapstack.checks.truths.vpc.ranges import network_of, ranges
from tapstack.checks.truths.vpc.routing import PEERING, destination, table_of
from tapstack.graph.stackset import NotKnown, Property


def judge(route: Property, view: View) -> Iterator[Fault]:
    """A fault for a destination that has no address in common with the network on the other side."""
    reference, to = route["VpcPeeringConnectionId"], destination(route)
    if not reference.given or to is None:
        return
    peering = view.find(reference, PEERING)
    if peering is None:
        raise NotKnown(f"{reference.shown} is made by no stack of the set")
    own, peer = sides(peering, view)
    other = own if network_of(table_of(route, view)["VpcId"], view) is peer else peer
    if not any(to.overlaps(theirs) for theirs in ranges(other, view)):
        yield Fault(route["DestinationCidrBlock"], f"{to} is no address of {other} at the other end of {peering}.")


TRUTH = Truth(
    id="VPC-018",
    title="A route through a peering connection leads to addresses of the peer network",
    why="AWS takes the route, and packets are lost: a peer passes nothing on to third networks.",
    fix="Route the range of the network at the other end.",
    source="https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html (no edge-to-edge and no"
    " transitive routing)",
    about=("AWS::EC2::Route",),
    judge=judge,
    later=True,
)
