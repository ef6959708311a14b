"""VPC-007: networks that are peered have no address in common."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.peers import sides
from tapstack.checks.truths.vpc.ranges import ranges
from tapstack.graph.stackset import Property


def judge(peering: Property, view: View) -> Iterator[Fault]:
    """A fault for each range of one network that overlaps one of the other."""
    own, peer = sides(peering, view)
    if own is peer:
        return
    for mine in ranges(own, view):
        for theirs in ranges(peer, view):
            if mine.overlaps(theirs):
                yield Fault(peering, f"{mine} of {own} overlaps {theirs} of {peer}.")


TRUTH = Truth(
    id="VPC-007",
    title="Networks that are peered have no address in common",
    why="The peering connection ends in the status failed, and so does the stack.",
    fix="Give the networks of all regions ranges that do not overlap.",
    source="botocore ec2 CreateVpcPeeringConnection (with overlapping CIDR blocks the connection's status is failed)",
    about=("AWS::EC2::VPCPeeringConnection",),
    judge=judge,
)
