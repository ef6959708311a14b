"""Availability zones by name and id, and how they begin in a region."""

from __future__ import annotations

import re

from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, NotKnown, Property
from tapstack.render.pattern import TOKEN, is_whole, pattern

_POINTS = {"north": "n", "south": "s", "east": "e", "west": "w", "central": "c"}
_REGION = re.compile(r"([a-z]{2})-(gov-)?((?:north|south|east|west|central)+)-(\d)")

_LISTED = re.compile(r".GetAZs:([a-z0-9\-]+)\[")


def zone_id_prefix(region: str) -> str | None:
    """How ids of zones begin: ``use1`` for us-east-1; None for a region whose ids follow another rule."""
    match = _REGION.fullmatch(region)
    if match is None:
        return None
    points = "".join(_POINTS[point] for point in re.findall("north|south|east|west|central", match[3]))
    return f"{match[1]}{'g' if match[2] else ''}{points}{match[4]}"


def in_region(name: str, region: str) -> bool:
    """Whether a zone of this name, ``us-east-1a`` or ``us-west-2-lax-1a``, is one of the region."""
    return re.fullmatch(re.escape(region) + r"([a-z]|-[a-z0-9\-]+)", name) is not None


def zone_of(subnet: Item) -> str:
    """The zone of a subnet as a text to compare. Raises NotKnown where the template leaves it to EC2."""
    for name in ("AvailabilityZone", "AvailabilityZoneId"):
        if subnet[name].raw is not None:
            return pattern(subnet[name].raw)
    raise NotKnown(f"The zone of {subnet} is chosen by EC2")


def same_zone(one: Item, other: Item) -> bool:
    """Whether two subnets are in one zone; elements of one Fn::GetAZs differ. Raises NotKnown."""
    mine, theirs = zone_of(one), zone_of(other)
    if mine == theirs:
        return True
    if listed_in(mine) and listed_in(mine) == listed_in(theirs):
        return False
    alike_written = is_whole(mine) and is_whole(theirs) and ("-az" in mine) == ("-az" in theirs)
    if alike_written:
        return False
    raise NotKnown(f"Whether {one} and {other} are in one zone is not known")


def listed_in(zone: str) -> str:
    """The region of which Fn::GetAZs gives a zone; "" for one written otherwise."""
    match = _LISTED.match(zone) if TOKEN.fullmatch(zone) else None
    return match[1] if match else ""


def subnets_of(references: Property, view: View) -> list[Item]:
    """The subnets of a list. Raises NotKnown where one lies outside the set."""
    found = [view.find(reference, "AWS::EC2::Subnet") for reference in references.items]
    if None in found:
        raise NotKnown(f"A subnet of {references.label} is made by no stack of the set")
    return [subnet for subnet in found if subnet is not None]
