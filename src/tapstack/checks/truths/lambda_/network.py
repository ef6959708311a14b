"""LAMBDA-009: a function in a network has subnets and security groups of one VPC."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, Property

_SUBNET, _GROUP, _VPC = "AWS::EC2::Subnet", "AWS::EC2::SecurityGroup", "AWS::EC2::VPC"


def judge(network: Property, view: View) -> Iterator[Fault]:
    """A fault for one kind without the other, and for two VPCs."""
    subnets, groups = network["SubnetIds"].items, network["SecurityGroupIds"].items
    if bool(subnets) != bool(groups):
        missing = "SecurityGroupIds" if subnets else "SubnetIds"
        yield Fault(network, f"The function is in a VPC, but has no {missing}.")
        return
    first: tuple[Item, Item] | None = None
    for one in (*subnets, *groups):
        found = view.find(one, _SUBNET, _GROUP)
        vpc = view.find(found["VpcId"], _VPC) if found and found["VpcId"].given else None
        if found and vpc:
            first = first or (found, vpc)
            if vpc is not first[1]:
                yield Fault(one, f"{found} is in {vpc}, {first[0]} in {first[1]}.")


TRUTH = Truth(
    id="LAMBDA-009",
    title="A function in a VPC has subnets and security groups, all of one VPC",
    why="Lambda refuses the function: subnets and groups must coexist, and belong to one network.",
    fix="Name both, of the same VPC; or leave VpcConfig out.",
    source="aws/aws-sdk-js#1293 and appleboy/lambda-action#72 (SubnetIds and SecurityIds must coexist); resource schema"
    " AWS::Lambda::Function, VpcConfig (groups and subnets of one VPC)",
    about=("AWS::Lambda::Function",),
    at="VpcConfig",
    judge=judge,
)
