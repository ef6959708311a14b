"""The two networks of a peering connection."""

from __future__ import annotations

from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.ranges import VPC, network_of
from tapstack.graph.stackset import Item, NotKnown, Property
from tapstack.render.pattern import TOKEN


def region_of_peer(peering: Property | Item) -> str:
    """The region of the accepting network."""
    item = peering.item if isinstance(peering, Property) else peering
    return peering["PeerRegion"].text or item.region


def peer_of(peering: Property | Item, view: View) -> Item:
    """The accepting network. Raises NotKnown."""
    try:
        return network_of(peering["PeerVpcId"], view)
    except NotKnown:
        found = brought_from(peering["PeerVpcId"], region_of_peer(peering), view)
        if found is None or peering["PeerOwnerId"].given:
            raise
        return found


def brought_from(reference: Property, region: str, view: View) -> Item | None:
    """The network of another region of the set whose id a custom resource brings: if one network is made there."""
    there = view.all(VPC, region=region) if region in view.regions and region != reference.item.region else ()
    return there[0] if len(there) == 1 and _brought(reference) else None


def sides(peering: Property | Item, view: View) -> tuple[Item, Item]:
    """The requesting and the accepting network. Raises NotKnown."""
    return network_of(peering["VpcId"], view), peer_of(peering, view)


def _brought(reference: Property) -> bool:
    """Whether another resource of the stack gives it."""
    text = reference.pattern
    return TOKEN.fullmatch(text) is not None and text[1:].startswith("GetAtt:")
