"""Which way packets of a subnet go: its table, the table's routes, gateways and peers."""

from __future__ import annotations

from ipaddress import IPv4Network

from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.ranges import SUBNET, VPC, parsed
from tapstack.graph.stackset import Item, NotKnown, Property
from tapstack.render.pattern import pattern
from tapstack.template.unresolved import Unresolved

ROUTE, TABLE, IGW = "AWS::EC2::Route", "AWS::EC2::RouteTable", "AWS::EC2::InternetGateway"
NAT, PEERING = "AWS::EC2::NatGateway", "AWS::EC2::VPCPeeringConnection"
ATTACHMENT = "AWS::EC2::VPCGatewayAttachment"
ASSOCIATION = "AWS::EC2::SubnetRouteTableAssociation"
EVERYWHERE = IPv4Network("0.0.0.0/0")
TARGETS = (
    "CarrierGatewayId",
    "CoreNetworkArn",
    "EgressOnlyInternetGatewayId",
    "GatewayId",
    "InstanceId",
    "LocalGatewayId",
    "NatGatewayId",
    "NetworkInterfaceId",
    "OdbNetworkArn",
    "TransitGatewayId",
    "VpcEndpointId",
    "VpcPeeringConnectionId",
)
DESTINATIONS = ("DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId")


def destination(route: Property | Item) -> IPv4Network | None:
    """Where an IPv4 route leads to; None for one of another kind, or of a form that others refuse."""
    block = route["DestinationCidrBlock"]
    return parsed(block.text) if block.given else None


def table_of(route: Property | Item, view: View) -> Item:
    """The table of a route or an association. Raises NotKnown where it lies outside the set."""
    return _made(route["RouteTableId"], view, TABLE)


def routes_of(table: Item, view: View) -> list[Item]:
    """The routes of a table that its own stack makes."""
    return [route for route in view.all(ROUTE, region=table.region) if named(route["RouteTableId"], table, view)]


def tables_of(subnet: Item, view: View) -> list[Item]:
    """The table that a subnet is associated with: none if it keeps the main one of its network."""
    found = view.all(ASSOCIATION, region=subnet.region)
    return [table_of(item, view) for item in found if named(item["SubnetId"], subnet, view)]


def named(reference: Property, item: Item, view: View) -> bool:
    """Whether a property names this item; what lies outside the set names none of it."""
    if not reference.given:
        return False
    try:
        return view.find(reference, item.type) is item
    except NotKnown:
        return False


def handed_to(item: Item, view: View) -> Item | None:
    """The custom resource that is told of this resource, and may make more of it: a route, for example."""
    named_by = pattern(Unresolved("Ref", item.logical_id, "", item.region))
    return next(
        (
            custom
            for custom in view.all(region=item.region)
            if custom.type.startswith(("Custom::", "AWS::CloudFormation::CustomResource"))
            and any(pattern(value.raw) == named_by for value in custom.properties.walk())
        ),
        None,
    )


def route_by(custom: Item, route: str) -> NotKnown:
    """That a custom resource may make a route, to raise."""
    return NotKnown(
        f"whether there is a route {route} is not known: {custom.logical_id}, a {custom.type}, may make it,"
        " and what it does is not known before it runs"
    )


def attachments(vpc: Item, gateway: Item | None, view: View) -> list[Item]:
    """The attachments of an internet gateway, of this or any, to a network."""
    return [
        item
        for item in view.all(ATTACHMENT, region=vpc.region)
        if item["InternetGatewayId"].given
        and view.find(item["VpcId"], VPC) is vpc
        and (gateway is None or named(item["InternetGatewayId"], gateway, view))
    ]


def subnet_of(reference: Property, view: View) -> Item:
    """The subnet that a property names. Raises NotKnown where it lies outside the set."""
    return _made(reference, view, SUBNET)


def _made(reference: Property, view: View, type_name: str) -> Item:
    found = view.find(reference, type_name) if reference.given else None
    if found is None:
        raise NotKnown(f"{reference.label} {reference.shown} is made by no stack of the set")
    return found
