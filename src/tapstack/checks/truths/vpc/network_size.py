"""VPC-001: the range of a network is one that EC2 takes."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.ranges import parsed
from tapstack.graph.stackset import Property


def judge(block: Property, _: View) -> Iterator[Fault]:
    """A fault for what is no IPv4 range, and for one larger than /16 or smaller than /28."""
    network = parsed(block.text)
    if network is None:
        yield Fault(block, f"{block.shown} is no range of IPv4 addresses.")
    elif not 16 <= network.prefixlen <= 28:
        yield Fault(block, f"{block.shown} is a /{network.prefixlen}; EC2 takes /16 to /28.")


TRUTH = Truth(
    id="VPC-001",
    title="Ranges of networks and subnets are IPv4 ranges of /16 to /28",
    why="EC2 refuses the network: InvalidVpc.Range or InvalidParameterValue, and the stack fails.",
    fix="Write a range of IPv4 addresses between /16 and /28.",
    source="botocore ec2 CreateVpc and CreateSubnet; Amazon VPC User Guide: VPC CIDR blocks (a netmask of /16 to /28)",
    about=("AWS::EC2::VPC", "AWS::EC2::VPCCidrBlock", "AWS::EC2::Subnet"),
    at="CidrBlock",
    judge=judge,
)
