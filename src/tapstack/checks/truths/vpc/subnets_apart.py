"""VPC-003: subnets of one network do not overlap."""

from collections.abc import Iterator

from tapstack.checks.truths.others import others
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.ranges import range_of, same_network
from tapstack.graph.stackset import Property


def judge(subnet: Property, view: View) -> Iterator[Fault]:
    """A fault for each other subnet of the same network with an address in common."""
    if not subnet.has("CidrBlock"):
        return
    mine = range_of(subnet["CidrBlock"])
    for other in others(subnet, view):
        overlap = other["CidrBlock"].given and mine.overlaps(range_of(other["CidrBlock"]))
        if overlap and same_network(subnet["VpcId"], other["VpcId"], view):
            yield Fault(subnet["CidrBlock"], f"{mine} overlaps {other['CidrBlock'].shown} of {other}.")


TRUTH = Truth(
    id="VPC-003",
    title="Subnets of one network do not overlap",
    why="EC2 refuses the second subnet: InvalidSubnet.Conflict, and the stack fails.",
    fix="Give each subnet a range of its own, for example with Fn::Cidr and Fn::Select.",
    source="botocore ec2 CreateSubnet (subnets of a VPC must not have overlapping CIDR blocks)",
    about=("AWS::EC2::Subnet",),
    judge=judge,
)
