"""AWS::EC2::RouteTable and AWS::EC2::SubnetRouteTableAssociation."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.ec2.thing import Ec2Thing, ignoring_absence
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.resources import Made, RefusedError, Wanted


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


class SubnetRouteTableAssociation(Adapter):
    """Which table a subnet uses; Ref gives the association's id."""

    type = "AWS::EC2::SubnetRouteTableAssociation"
    carried = frozenset({"SubnetId", "RouteTableId"})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """AssociateRouteTable, which refuses a subnet that has a table; moto gives back the association it has."""
        given = wanted.properties
        if any(one.get("SubnetId") == given["SubnetId"] for one in _associations(bench)):
            table = given["RouteTableId"]
            why = f"the specified association for route table {table} conflicts with an existing association"
            raise RefusedError("Resource.AlreadyAssociated", why, service="Ec2")
        about = bench.client("ec2").associate_route_table(**given)
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
