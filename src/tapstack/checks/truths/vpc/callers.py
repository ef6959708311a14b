"""Functions inside a network: what they call, and which ways lead out of their subnets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.endpoints import ENDPOINT, kind, service
from tapstack.checks.truths.vpc.ranges import VPC, network_of
from tapstack.checks.truths.vpc.routing import EVERYWHERE, destination, handed_to, route_by, routes_of, tables_of
from tapstack.facts.installed import read_json
from tapstack.graph.stackset import Item, NotKnown, Property


class Called(NamedTuple):
    """A service that a function's role lets it call; ``certain`` if its code names the client too."""

    client: str
    endpoints: tuple[str, ...]
    certain: bool
    actions: tuple[str, ...]


@cache
def _services() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = read_json(Path(__file__).with_name("calls.json"))["services"]
    return found


def calls(function: Property, view: View) -> Iterator[Called]:
    """The services that the inline policies of a function's role allow, beside what Lambda does for it."""
    role = view.find(function["Role"], "AWS::IAM::Role")
    if role is None:
        raise NotKnown(f"The role {function['Role'].shown} is made by no stack of the set")
    statements = role.properties.each("Policies[].PolicyDocument.Statement[]")
    actions = {action.pattern for one in statements if one["Effect"].equals("Allow") for action in one["Action"].items}
    code = function["Code.ZipFile"].pattern if function["Code.ZipFile"].given else ""
    for client, row in _services().items():
        mine = {action.partition(":")[2] for action in actions if action.partition(":")[0] == row["prefix"]}
        own = sorted(f"{row['prefix']}:{name}" for name in mine - set(row["lambda"]))
        if own:
            named = re.search(rf"[\"'](?:@aws-sdk/client-)?{client}[\"']", code) is not None
            yield Called(client, tuple(row["endpoints"]), named, tuple(own))


def leads_out(subnet: Item, view: View) -> bool:
    """Whether a subnet has a way to everywhere that is not an internet gateway. Raises NotKnown."""
    tables = tables_of(subnet, view)
    if not tables:
        raise NotKnown(f"{subnet} keeps the main table of its network, whose routes no stack makes")
    routes = [route for route in routes_of(tables[0], view) if destination(route) == EVERYWHERE]
    if not routes and (custom := handed_to(tables[0], view)):
        raise route_by(custom, f"of {tables[0]}")
    return any(not route["GatewayId"].given for route in routes)


def endpoints_of(vpc: Item, view: View) -> dict[str, Item]:
    """The endpoints of a network, by service."""
    found = [item for item in view.all(ENDPOINT, region=vpc.region) if view.find(item["VpcId"], VPC) is vpc]
    return {service(item)[1]: item for item in found}


def reached(subnet: Item, endpoint: Item, view: View) -> bool:
    """Whether the endpoint serves the subnet: an interface the whole network, a gateway its route tables."""
    if kind(endpoint) != "Gateway":
        return True
    tables = tables_of(subnet, view)
    named = [view.find(table, "AWS::EC2::RouteTable") for table in endpoint["RouteTableIds"].items]
    return bool(tables) and tables[0] in named


def networks_of(subnets: list[Item], view: View) -> Item:
    """The network of a function's subnets. Raises NotKnown where it has none, or lies outside the set."""
    if not subnets:
        raise NotKnown("The function has no subnet")
    return network_of(subnets[0]["VpcId"], view)
