"""VPC-004: the ranges of one network do not overlap."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.ranges import blocks, network_of, range_of
from tapstack.graph.stackset import Property


def judge(further: Property, view: View) -> Iterator[Fault]:
    """A fault for each other range of the network with an address in common."""
    if not further.has("CidrBlock"):
        return
    mine = range_of(further["CidrBlock"])
    for block in blocks(network_of(further["VpcId"], view), view):
        if block.item is not further.item and mine.overlaps(range_of(block)):
            yield Fault(further["CidrBlock"], f"{mine} overlaps {block.shown} of {block.item}.")


TRUTH = Truth(
    id="VPC-004",
    title="The ranges of one network do not overlap",
    why="EC2 refuses to associate the block, and the stack fails.",
    fix="Choose a further range that has no address in common with those the network has.",
    source="badmintoncryer/cdk-preflight (pf-ec2-vpc-cidr-block-overlap) quotes the refusal: CidrConflict",
    about=("AWS::EC2::VPCCidrBlock",),
    judge=judge,
)
