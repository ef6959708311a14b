"""AWS::EC2::Route."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.ec2.thing import is_absence
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.resources import Made, RefusedError, Wanted

_DESTINATIONS = ("DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId")
_TARGETS = (
    *("CarrierGatewayId", "EgressOnlyInternetGatewayId", "GatewayId", "InstanceId", "NatGatewayId"),
    *("NetworkInterfaceId", "TransitGatewayId", "VpcEndpointId", "VpcPeeringConnectionId"),
)


class Route(Adapter):
    """A route; Ref gives its table and destination."""

    type = "AWS::EC2::Route"
    carried = frozenset({"RouteTableId", *_DESTINATIONS, *_TARGETS})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateRoute, which refuses a second one of the same destination, and a target that is not there."""
        given, client = wanted.properties, bench.client("ec2")
        destination = next(iter(pick(given, *_DESTINATIONS).values()))
        if _route(bench, wanted):
            why = f"The route identified by {destination} already exists."
            raise RefusedError("RouteAlreadyExists", why, service="Ec2")
        client.create_route(**pick(given, "RouteTableId", *_DESTINATIONS, *_TARGETS))
        if not pick(_told(bench, wanted), *_TARGETS):
            client.delete_route(**pick(given, "RouteTableId", *_DESTINATIONS))
            raise _without_target(given)
        return Made(f"{given['RouteTableId']}|{destination}", {"CidrBlock": destination})

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """ReplaceRoute; a target that is not there leaves the route as it was."""
        client = bench.client("ec2")
        client.replace_route(**pick(wanted.properties, "RouteTableId", *_DESTINATIONS, *_TARGETS))
        if not pick(_told(bench, wanted), *_TARGETS):
            client.replace_route(**pick(before.properties, "RouteTableId", *_DESTINATIONS, *_TARGETS))
            raise _without_target(wanted.properties)
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteRoute; with its table it is gone."""
        if _route(bench, wanted):
            bench.client("ec2").delete_route(**pick(wanted.properties, "RouteTableId", *_DESTINATIONS))

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """The route in its table."""
        return _told(bench, wanted)


def _without_target(given: Mapping[str, Any]) -> RefusedError:
    """What moto makes a route that leads nowhere of."""
    name, thing = next(iter(pick(given, *_TARGETS).items()))
    why = f"The {name} '{thing}' does not exist"
    return RefusedError(f"Invalid{name.removesuffix('Id')}ID.NotFound", why, service="Ec2")


def _told(bench: Bench, wanted: Wanted) -> dict[str, Any]:
    """The route in the template's form: EC2 tells of an endpoint as of a gateway."""
    about = _route(bench, wanted)
    if about is None:
        return {}
    found = pick(about, *_DESTINATIONS, *_TARGETS) | pick(wanted.properties, "RouteTableId")
    if "VpcEndpointId" in wanted.properties and "GatewayId" in found:
        found["VpcEndpointId"] = found.pop("GatewayId")
    return found


def _route(bench: Bench, wanted: Wanted) -> Any:
    """The route of the same destination in the same table; None where there is none."""
    client, given = bench.client("ec2"), wanted.properties
    destination = pick(given, *_DESTINATIONS)
    try:
        table = client.describe_route_tables(RouteTableIds=[given["RouteTableId"]])["RouteTables"][0]
    except ClientError as error:
        if is_absence(error):
            return None
        raise
    return next((one for one in table["Routes"] if pick(one, *_DESTINATIONS) == destination), None)
