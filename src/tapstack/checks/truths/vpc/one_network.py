"""VPC-024: what a resource is put into belongs to one network."""

from collections.abc import Iterator

from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.ranges import network_of
from tapstack.graph.stackset import Item, NotKnown, Property

_PLACES = {
    "AWS::EC2::VPCEndpoint": ("VpcId", "RouteTableIds[]", "SubnetIds[]", "SecurityGroupIds[]"),
    "AWS::Lambda::Function": ("VpcConfig.SubnetIds[]", "VpcConfig.SecurityGroupIds[]"),
    "AWS::EC2::Instance": ("SubnetId", "SecurityGroupIds[]"),
    "AWS::EC2::NetworkInterface": ("SubnetId", "GroupSet[]"),
    "AWS::EC2::SubnetNetworkAclAssociation": ("SubnetId", "NetworkAclId"),
    "AWS::ElasticLoadBalancingV2::LoadBalancer": ("Subnets[]", "SecurityGroups[]"),
    "AWS::RDS::DBSubnetGroup": ("SubnetIds[]",),
    "AWS::EFS::MountTarget": ("SubnetId", "SecurityGroups[]"),
    "AWS::EC2::NatGateway": ("VpcId", "SubnetId"),
}
_TYPES = (
    "AWS::EC2::VPC",
    "AWS::EC2::Subnet",
    "AWS::EC2::SecurityGroup",
    "AWS::EC2::RouteTable",
    "AWS::EC2::NetworkAcl",
)


def judge(resource: Property, view: View) -> Iterator[Fault]:
    """A fault for each subnet, group, table or list that is of another network than the first of them."""
    references = [reference for place in _PLACES[resource.item.type] for reference in resource.each(place)]
    if len(references) < 2:
        return
    first: list[Item | str] = []

    def look(reference: Property) -> Iterator[Fault]:
        network = _network(reference, view)
        first.append(network)
        if network == first[0]:
            return
        if isinstance(network, str) or isinstance(first[0], str):
            raise NotKnown(f"Whether {reference.shown} belongs to the network of the others is not known")
        yield Fault(reference, f"{reference.shown} belongs to {network}, the others to {first[0]}.")

    yield from one_by_one(references, look)


def _network(reference: Property, view: View) -> Item | str:
    """The network that a reference is of; where it lies outside the set, what names it."""
    found = view.find(reference, *_TYPES)
    if found is None:
        raise NotKnown(f"{reference.shown} is made by no stack of the set")
    if found.type == "AWS::EC2::VPC":
        return found
    try:
        return network_of(found["VpcId"], view)
    except NotKnown:
        return found["VpcId"].pattern if found["VpcId"].given else ""


TRUTH = Truth(
    id="VPC-024",
    title="Subnets, security groups and route tables of one resource belong to one network",
    why="AWS refuses the resource: a group, subnet or table does not belong to its network, and the stack fails.",
    fix="Take all of them from the network that the resource is in.",
    source="Amazon EC2 API Reference: error codes, InvalidGroup.NotFound and InvalidParameter (resources belong to"
    " different networks); botocore lambda VpcConfig, rds CreateDBSubnetGroup",
    about=tuple(_PLACES),
    judge=judge,
)
