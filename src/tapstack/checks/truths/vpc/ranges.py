"""Ranges of addresses of networks and subnets."""

from __future__ import annotations

from ipaddress import IPv4Network, ip_network

from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, NotKnown, Property

VPC, SUBNET, BLOCK = "AWS::EC2::VPC", "AWS::EC2::Subnet", "AWS::EC2::VPCCidrBlock"


def range_of(block: Property) -> IPv4Network:
    """The range that a property gives, in its canonical form. Raises NotKnown where it is none."""
    network = parsed(block.text)
    if network is None:
        raise NotKnown(f"{block.label} {block.shown} is no range of IPv4 addresses")
    return network


def parsed(text: str) -> IPv4Network | None:
    """``10.0.0.0/16`` with any host bits cut off, as EC2 does; None for what is no IPv4 range."""
    try:
        network = ip_network(text, strict=False)
    except ValueError:
        return None
    return network if isinstance(network, IPv4Network) and "/" in text else None


def ranges(vpc: Item, view: View) -> list[IPv4Network]:
    """All IPv4 ranges of a network. Raises NotKnown where one is not known."""
    return [range_of(block) for block in blocks(vpc, view)]


def blocks(vpc: Item, view: View) -> list[Property]:
    """The properties that give a network its ranges: its own, then those of its further blocks."""
    own = [vpc["CidrBlock"]] if vpc["CidrBlock"].given else []
    if not own:
        raise NotKnown(f"The range of {vpc} is taken from a pool")
    return own + [block["CidrBlock"] for block in further(vpc, view) if block["CidrBlock"].given]


def further(vpc: Item, view: View) -> list[Item]:
    """The further IPv4 blocks of a network. Raises NotKnown for one that a pool gives."""
    found = [item for item in view.all(BLOCK, region=vpc.region) if view.find(item["VpcId"], VPC) is vpc]
    if any(item["Ipv4IpamPoolId"].given for item in found):
        raise NotKnown(f"A range of {vpc} is taken from a pool")
    return found


def network_of(reference: Property, view: View) -> Item:
    """The network that a property names. Raises NotKnown where it lies outside the set."""
    if not reference.given:
        raise NotKnown(f"{reference.label} of {reference.item} is not given: the default network")
    found = view.find(reference, VPC)
    if found is None:
        raise NotKnown(f"{reference.shown} is made by no stack of the set")
    return found


def same_network(one: Property, other: Property, view: View) -> bool:
    """Whether two properties name one network. Raises NotKnown where one lies outside the set."""
    if one.given and other.given and one.pattern == other.pattern:
        return True
    return network_of(one, view) is network_of(other, view)
