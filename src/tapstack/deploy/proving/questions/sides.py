"""The two sides of a peering connection: which route tables the stacks say need a route through it, and where to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from tapstack.deploy.proving.asked import Asked
    from tapstack.graph.stackset import Item

_TABLE = re.compile(r"rtb-[0-9a-f]+")
_ROUTE_TABLE, _VPC = "AWS::EC2::RouteTable", "AWS::EC2::VPC"


class Side(NamedTuple):
    """One network; ``tables`` are the ids that a resource names together with the connection.

    ``destinations`` are the other network's ranges: what its stack gave it and, without one, what EC2 tells.
    """

    region: str
    vpc: str
    tables: tuple[str, ...]
    destinations: tuple[str, ...]


def sides(asked: Asked, seen: Mapping[str, Any]) -> Iterator[Side]:
    """The requester's side, then the accepter's."""
    ends = seen["RequesterVpcInfo"], seen["AccepterVpcInfo"]
    named = _tables(asked)
    for near, far in (ends, ends[::-1]):
        region, vpc = near.get("Region", asked.region), near.get("VpcId", "")
        tables = tuple(one for one in named if _is_of(asked, one, region, vpc))
        yield Side(region, vpc, tables, _ranges(asked, far))


def _tables(asked: Asked) -> list[str]:
    """The route tables that are named by a resource that names the connection, too."""
    found: dict[str, None] = {}
    for filled in asked.deployed.regions.values():
        for item in filled.items.values():
            texts = [str(value) for _, value in item.leaves]
            if asked.physical_id in texts:
                found |= dict.fromkeys(table for text in texts for table in _TABLE.findall(text))
    return list(found)


def _is_of(asked: Asked, table: str, region: str, vpc: str) -> bool:
    """Whether it is a table of that network: ids of two regions may be mixed in one resource's properties."""
    item = asked.deployed.named(table, _ROUTE_TABLE, region=region)
    return item is not None and item["VpcId"].text == vpc


def _ranges(asked: Asked, end: Mapping[str, Any]) -> tuple[str, ...]:
    item: Item | None = asked.deployed.named(end.get("VpcId", ""), _VPC, region=end.get("Region"))
    if item is not None and item["CidrBlock"].given:
        return (item["CidrBlock"].text,)
    told = [one["CidrBlock"] for one in end.get("CidrBlockSet", [])]
    return tuple(told) or ((end["CidrBlock"],) if "CidrBlock" in end else ())
