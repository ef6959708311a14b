"""VPC-002: a subnet lies inside its network, and its range is there before it."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.ranges import VPC, blocks, network_of, range_of
from tapstack.graph.stackset import Property


def judge(subnet: Property, view: View) -> Iterator[Fault]:
    """A fault for a range in none of the network's, and for one whose block may not be associated yet."""
    if not subnet.has("CidrBlock"):
        return
    mine, vpc = range_of(subnet["CidrBlock"]), network_of(subnet["VpcId"], view)
    homes = [block for block in blocks(vpc, view) if mine.subnet_of(range_of(block))]
    if not homes:
        yield Fault(subnet["CidrBlock"], f"{mine} lies in no range of {vpc}.")
    elif homes[0].item.type != VPC and not view.before(subnet.item, homes[0].item):
        yield Fault(subnet["CidrBlock"], f"{mine} lies in {homes[0].item}, which may not be there yet.")


TRUTH = Truth(
    id="VPC-002",
    title="A subnet lies inside a range that its network has by then",
    why="EC2 refuses the subnet: InvalidSubnet.Range, and the stack fails.",
    fix="Cut the subnet out of a range of its network; add DependsOn for a further block of the network.",
    source="botocore ec2 CreateSubnet (the CIDR block of a subnet must be a subset of the CIDR block of the VPC)",
    about=("AWS::EC2::Subnet",),
    judge=judge,
)
