"""Peering connections as both regions see them, and the routes that lead through them and elsewhere."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tapstack.deploy.proving.answers import Answer, failed, judged, open_, passed
from tapstack.deploy.proving.calls import attempted
from tapstack.deploy.proving.questions.sides import Side, sides

if TYPE_CHECKING:
    from tapstack.deploy.proving.asked import Asked
    from tapstack.graph.stackset import Property

_UNDER_WAY = ("initiating-request", "pending-acceptance", "provisioning")
_DESTINATIONS = ("DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId")
_TARGETS = ("GatewayId", "NatGatewayId", "TransitGatewayId", "VpcPeeringConnectionId", "NetworkInterfaceId")


def peering(asked: Asked) -> Iterator[Answer]:
    """Its status in the region of either network, and whether those are the networks that were rendered."""
    seen = _connection(asked, asked.region)
    yield _status(seen, asked.region)
    other = seen["AccepterVpcInfo"].get("Region", asked.region)
    if other != asked.region:
        yield from attempted(_seen_from(asked, other), f"Seen from {other}: ")
    yield from attempted(_ends(asked, seen))


def _seen_from(asked: Asked, region: str) -> Iterator[Answer]:
    yield _status(_connection(asked, region), region)


def _ends(asked: Asked, seen: Mapping[str, Any]) -> Iterator[Answer]:
    for name, side in (("VpcId", "RequesterVpcInfo"), ("PeerVpcId", "AccepterVpcInfo")):
        wanted, told = asked[name].text, seen[side].get("VpcId", "")
        right = wanted == told
        yield judged(right, f"Its {name} is {told}{'' if right else f', and should be {wanted}'}.")


def _status(seen: Mapping[str, Any], region: str) -> Answer:
    status = seen["Status"]["Code"]
    said = f"Seen from {region} it is {status}."
    return open_(f"{said} Ask again later.") if status in _UNDER_WAY else judged(status == "active", said)


def _connection(asked: Asked, region: str) -> Mapping[str, Any]:
    told = asked.client("ec2", region).describe_vpc_peering_connections(VpcPeeringConnectionIds=[asked.physical_id])
    found: Mapping[str, Any] = told["VpcPeeringConnections"][0]
    return found


def peer_routes(asked: Asked) -> Iterator[Answer]:
    """On either side: each table that the stacks name has an active route to the other network through it."""
    for side in sides(asked, _connection(asked, asked.region)):
        yield from attempted(_side(asked, side), f"The routes in {side.region}: ")


def _side(asked: Asked, side: Side) -> Iterator[Answer]:
    told = asked.client("ec2", side.region).describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [side.vpc]}])[
        "RouteTables"
    ]
    through = {
        table["RouteTableId"]: [
            one for one in table["Routes"] if one.get("VpcPeeringConnectionId") == asked.physical_id
        ]
        for table in told
    }
    if not side.tables and not any(through.values()):
        yield failed(f"No route table of {side.vpc} in {side.region} has a route through it.")
    for table in side.tables:
        if not through.get(table):
            yield failed(f"The route table {table} in {side.region} has no route through it.")
    for table, routes in through.items():
        for route in routes:
            yield _through(route, f"The route in {table} in {side.region}", side.destinations)


def _through(route: Mapping[str, Any], what: str, destinations: tuple[str, ...]) -> Answer:
    to, state = route.get("DestinationCidrBlock", ""), route.get("State", "unknown")
    if state != "active":
        return failed(f"{what} to {to} is {state}.")
    if not any(_within(to, block) for block in destinations):
        return failed(f"{what} leads to {to}, and the other network has {', '.join(destinations)}.")
    return passed(f"{what} to {to} is active.")


def _within(block: str, of: str) -> bool:
    try:
        one, other = ipaddress.ip_network(block), ipaddress.ip_network(of)
    except ValueError:
        return False
    return one.version == other.version and one.subnet_of(other)  # type: ignore[arg-type]


def route(asked: Asked) -> Iterator[Answer]:
    """Whether the table has the route, active, to the target that was rendered."""
    table = asked["RouteTableId"].text
    told = asked.client("ec2").describe_route_tables(RouteTableIds=[table])["RouteTables"][0]["Routes"]
    key = next(
        name
        for name in ("DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId")
        if asked[name].given
    )
    to = asked[key].text
    there = next((one for one in told if one.get(key) == to), None)
    if there is None:
        yield failed(f"The route table {table} has no route to {to}.")
    else:
        yield _turned(asked.item.properties, there, f"The route to {to} in {table}")


def _turned(properties: Property, there: Mapping[str, Any], what: str) -> Answer:
    wrong = [
        f"its {name} is {there.get(name, 'not set')}, and should be {properties[name].text}"
        for name in _TARGETS
        if properties.has(name) and there.get(name) != properties[name].text
    ]
    state = there.get("State", "unknown")
    if state != "active":
        wrong.append(f"it is a {state}" if state == "blackhole" else f"it is {state}")
    return failed(f"{what}: {'; '.join(wrong)}.") if wrong else passed(f"{what} is active.")
