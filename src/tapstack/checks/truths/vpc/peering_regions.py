"""VPC-008: a peering connection joins two networks, and says in which region the other is."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.peers import peer_of, region_of_peer
from tapstack.checks.truths.vpc.ranges import network_of
from tapstack.facts.regions import is_region
from tapstack.graph.stackset import Property


def judge(peering: Property, view: View) -> Iterator[Fault]:
    """A fault for a region that is none, a network in another region, and a network peered with itself."""
    region = region_of_peer(peering)
    if not is_region(region):
        yield Fault(peering["PeerRegion"], f"PeerRegion {region} is no region.")
        return
    peer = peer_of(peering, view)
    if peer.region != region:
        yield Fault(peering["PeerVpcId"], f"{peer} is not in {region}, where the peer is looked for.")
    elif peer is network_of(peering["VpcId"], view):
        yield Fault(peering["PeerVpcId"], f"{peer} is peered with itself.")


TRUTH = Truth(
    id="VPC-008",
    title="A peering connection joins two networks, and PeerRegion is where the other one is",
    why="EC2 refuses the request, or the connection fails because the network is not found.",
    fix="Name two networks, and set PeerRegion to the region of the second.",
    source="botocore ec2 CreateVpcPeeringConnection.PeerRegion (by default the region of the request); Amazon VPC"
    " Peering Guide: basics",
    about=("AWS::EC2::VPCPeeringConnection",),
    judge=judge,
)
