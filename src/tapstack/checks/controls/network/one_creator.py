"""NET-10: one stack makes the peering connection of two networks, from its own to the one of another region."""

from collections.abc import Iterator

from tapstack.checks.controls.control import ControlCheck
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.peers import region_of_peer, sides
from tapstack.checks.truths.vpc.routing import PEERING
from tapstack.graph.stackset import NotKnown, Property


def judge(peering: Property, view: View) -> Iterator[Fault]:
    """A fault for ends in the wrong regions, and for a second connection of the same networks."""
    item = peering.item
    requester, accepter = sides(peering, view)
    if requester.region != item.region:
        yield Fault(peering["VpcId"], f"{item} asks for {requester}: a stack asks for a network of its own region.")
    if accepter.region != region_of_peer(peering):
        yield Fault(peering["PeerVpcId"], f"{accepter} is not in {region_of_peer(peering)}, where the peer is asked.")
    for other in view.all(PEERING):
        if other is item or {requester, accepter} != set(sides(other, view)):
            continue
        if not other.certain:
            raise NotKnown(f"whether {other} is made is not known")
        yield Fault(peering, f"{other} connects {requester} and {accepter} too.")


CONTROL = ControlCheck(
    name="PEERING_MADE_BY_ONE_STACK",
    title="One stack makes the peering connection of two networks, from its own region to the other",
    why="Two connections between the same networks: routes lead through one, and those who look watch the other.",
    fix="Make the connection under a condition that holds in one region, with PeerRegion of the other.",
    source="botocore ec2 CreateVpcPeeringConnection (the requester's network is of the region asked; PeerRegion); that"
    " one is enough is this control's own",
    controls=("NET-10",),
    about=(PEERING,),
    judge=judge,
)
