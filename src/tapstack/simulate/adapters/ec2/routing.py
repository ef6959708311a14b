"""AWS::EC2::RouteTable, AWS::EC2::Route and AWS::EC2::SubnetRouteTableAssociation."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.ec2.thing import Ec2Thing, ignoring_absence
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.resources import Made, RefusedError, Wanted

_DESTINATIONS = ("DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId")
_TARGETS = (
    *("CarrierGatewayId", "EgressOnlyInternetGatewayId", "GatewayId", "InstanceId", "LocalGatewayId", "NatGatewayId"),
    *("NetworkInterfaceId", "TransitGatewayId", "VpcEndpointId", "VpcPeeringConnectionId"),
)


class RouteTable(Ec2Thing):
    """A route table; Ref gives its id."""

    type = "AWS::EC2::RouteTable"
    carried = frozenset({"VpcId", "Tags"})
    kind, describe, ids = "route-table", "describe_route_tables", "RouteTableIds"
    answer, id_name = "RouteTables", "RouteTableId"

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateRouteTable."""
        answer = bench.client("ec2").create_route_table(VpcId=wanted.properties["VpcId"], **self.tagged(bench, wanted))
        name = answer["RouteTable"]["RouteTableId"]
        return Made(name, {"RouteTableId": name})

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteRouteTable, which refuses one that subnets use."""
        ignoring_absence(bench.client("ec2").delete_route_table, RouteTableId=made.physical_id)


class Route(Adapter):
    """A route; Ref gives its table and destination."""

    type = "AWS::EC2::Route"
    carried = frozenset({"RouteTableId", *_DESTINATIONS, *_TARGETS})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateRoute, which refuses a second one of the same destination."""
        given = wanted.properties
        destination = next(iter(pick(given, *_DESTINATIONS).values()))
        if _route(bench, wanted):
            why = f"The route identified by {destination} already exists."
            raise RefusedError("RouteAlreadyExists", why, service="Ec2")
        bench.client("ec2").create_route(**_arguments(given))
        made = f"{given['RouteTableId']}|{destination}"
        return Made(made, {"CidrBlock": destination})

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """ReplaceRoute."""
        bench.client("ec2").replace_route(**_arguments(wanted.properties))
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteRoute; with its table it is gone."""
        given = pick(wanted.properties, "RouteTableId", *_DESTINATIONS)
        if _route(bench, wanted):
            bench.client("ec2").delete_route(**given)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """The route in its table."""
        about = _route(bench, wanted) or {}
        return pick(about, *_DESTINATIONS, *_TARGETS) | {"RouteTableId": wanted.properties["RouteTableId"]}


def _arguments(given: Any) -> dict[str, Any]:
    return pick(given, "RouteTableId", *_DESTINATIONS, *_TARGETS)


def _route(bench: Bench, wanted: Wanted) -> Any:
    """The route of the same destination in the same table; None where there is none."""
    client, given = bench.client("ec2"), wanted.properties
    destination = pick(given, *_DESTINATIONS)
    try:
        table = client.describe_route_tables(RouteTableIds=[given["RouteTableId"]])["RouteTables"][0]
    except ClientError as error:
        if "NotFound" in error.response["Error"]["Code"]:
            return None
        raise
    return next((one for one in table["Routes"] if pick(one, *_DESTINATIONS) == destination), None)


class SubnetRouteTableAssociation(Adapter):
    """Which table a subnet uses; Ref gives the association's id."""

    type = "AWS::EC2::SubnetRouteTableAssociation"
    carried = frozenset({"SubnetId", "RouteTableId"})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """AssociateRouteTable, which refuses a subnet that has another table."""
        subnet = wanted.properties["SubnetId"]
        for one in _associations(bench):
            if one.get("SubnetId") == subnet:
                why = f"the specified association for route table conflicts with that of subnet {subnet}"
                raise RefusedError("Resource.AlreadyAssociated", why, service="Ec2")
        about = bench.client("ec2").associate_route_table(**wanted.properties)
        return Made(about["AssociationId"], {"Id": about["AssociationId"]})

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """Nothing can be changed in place."""
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DisassociateRouteTable."""
        ignoring_absence(bench.client("ec2").disassociate_route_table, AssociationId=made.physical_id)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """The association in its table."""
        found = (one for one in _associations(bench) if one["RouteTableAssociationId"] == made.physical_id)
        return pick(next(found, {}), "SubnetId", "RouteTableId")


def _associations(bench: Bench) -> list[Any]:
    tables = bench.client("ec2").describe_route_tables()["RouteTables"]
    return [one for table in tables for one in table["Associations"]]
