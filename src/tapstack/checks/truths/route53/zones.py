"""Zones of DNS and the networks that they are for."""

from __future__ import annotations

from collections.abc import Sequence

from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, NotKnown, Property

VPC = "AWS::EC2::VPC"


def networks(zone: Property | Item) -> Sequence[Property]:
    """The entries of a private zone's VPCs; none for a public zone."""
    return zone["VPCs"].items


def network(entry: Property, view: View) -> Item:
    """The network of an entry. Raises NotKnown where it lies outside the set."""
    found = view.find(entry["VPCId"], VPC)
    if found is None:
        raise NotKnown(f"{entry['VPCId'].shown} is made by no stack of the set")
    return found
