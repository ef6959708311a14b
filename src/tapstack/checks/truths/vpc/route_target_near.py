"""VPC-012: the target of a route belongs to the network of its table."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.peers import sides
from tapstack.checks.truths.vpc.ranges import network_of
from tapstack.checks.truths.vpc.routing import NAT, PEERING, subnet_of, table_of
from tapstack.graph.stackset import Item, NotKnown, Property

_OWN = {
    "EgressOnlyInternetGatewayId": "AWS::EC2::EgressOnlyInternetGateway",
    "CarrierGatewayId": "AWS::EC2::CarrierGateway",
    "VpcEndpointId": "AWS::EC2::VPCEndpoint",
}
_IN_SUBNET = {
    "NatGatewayId": NAT,
    "NetworkInterfaceId": "AWS::EC2::NetworkInterface",
    "InstanceId": "AWS::EC2::Instance",
}


def judge(route: Property, view: View) -> Iterator[Fault]:
    """A fault for a gateway, interface, endpoint or peering of other networks than the table's."""
    for name in (*_OWN, *_IN_SUBNET, "VpcPeeringConnectionId"):
        if route.has(name):
            vpc = network_of(table_of(route, view)["VpcId"], view)
            if vpc not in _networks(route, name, view):
                yield Fault(route[name], f"{route[name].shown} does not belong to {vpc}, the network of the table.")


def _networks(route: Property, name: str, view: View) -> tuple[Item, ...]:
    types = _OWN.get(name) or _IN_SUBNET.get(name) or PEERING
    target = view.find(route[name], types)
    if target is None:
        raise NotKnown(f"{route[name].shown} is made by no stack of the set")
    if name in _OWN or (target.type == NAT and target["VpcId"].given):
        return (network_of(target["VpcId"], view),)
    if name in _IN_SUBNET:
        return (network_of(subnet_of(target["SubnetId"], view)["VpcId"], view),)
    try:
        return sides(target, view)
    except NotKnown:
        own = network_of(target["VpcId"], view)
        if own is network_of(table_of(route, view)["VpcId"], view):
            return (own,)
        raise


TRUTH = Truth(
    id="VPC-012",
    title="The target of a route belongs to the network of its table",
    why="EC2 refuses the route: route table and target belong to different networks, and the stack fails.",
    fix="Take the target in the table's own network.",
    source="aws/aws-cdk#1140 quotes the refusal: route table and gateway belong to different networks",
    about=("AWS::EC2::Route",),
    judge=judge,
)
