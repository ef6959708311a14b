"""AWS::EC2::Subnet."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Bench
from tapstack.simulate.adapters.ec2.dependents import refuse_while_occupied
from tapstack.simulate.adapters.ec2.thing import Ec2Thing, ignoring_absence
from tapstack.simulate.adapters.echo import echoed
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.resources import Made, Wanted

_PLACE = ("VpcId", "CidrBlock", "Ipv6CidrBlock", "AvailabilityZone", "AvailabilityZoneId")
_SWITCHES = ("MapPublicIpOnLaunch", "AssignIpv6AddressOnCreation")
_TOLD = ("SubnetId", "VpcId", "CidrBlock", "AvailabilityZone", "AvailabilityZoneId")


class Subnet(Ec2Thing):
    """A subnet; Ref gives its id."""

    type = "AWS::EC2::Subnet"
    carried = frozenset({*_PLACE, *_SWITCHES, "Tags"})
    recorded = frozenset({"EnableDns64", "EnableLniAtDeviceIndex", "PrivateDnsNameOptionsOnLaunch"})
    kind, describe, ids, answer, id_name = "subnet", "describe_subnets", "SubnetIds", "Subnets", "SubnetId"

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateSubnet, then whether it gives addresses."""
        client, given = bench.client("ec2"), wanted.properties
        about = client.create_subnet(**pick(given, *_PLACE), **self.tagged(bench, wanted))["Subnet"]
        name = about["SubnetId"]
        fixed = {
            **pick(about, *_TOLD),
            "NetworkAclAssociationId": _in_list(client, name),
            "Ipv6CidrBlocks": _six(about),
        }
        made = Made(name, {**_given(wanted), **fixed})
        with self.begun(made):
            self._set(client, name, given)
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """ModifySubnetAttribute and the tags."""
        self._set(bench.client("ec2"), made.physical_id, wanted.properties)
        self.retag(bench, made, before, wanted)
        return Made(made.physical_id, {**made.attributes, **_given(wanted)})

    def _set(self, client: Any, name: str, given: Any) -> None:
        """One attribute a call, which is all that EC2 takes."""
        for switch in _SWITCHES:
            client.modify_subnet_attribute(SubnetId=name, **{switch: {"Value": given.get(switch, False)}})

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteSubnet, which ends its association with a route table too."""
        client, name = bench.client("ec2"), made.physical_id
        if self.about(bench, made) is None:
            return
        refuse_while_occupied(bench, name)
        tables = client.describe_route_tables(Filters=[{"Name": "association.subnet-id", "Values": [name]}])
        for one in (joined for table in tables["RouteTables"] for joined in table["Associations"]):
            if one.get("SubnetId") == name:
                ignoring_absence(client.disassociate_route_table, AssociationId=one["RouteTableAssociationId"])
        client.delete_subnet(SubnetId=name)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeSubnets; the range of IPv6 stands in a list."""
        ranges = _six(self.about(bench, made) or {})
        return super().read(bench, made, wanted) | ({"Ipv6CidrBlock": ranges[0]} if ranges else {})


def _given(wanted: Wanted) -> dict[str, Any]:
    """The attributes that give back a property, or its default."""
    return {**dict.fromkeys(_SWITCHES, False), "Tags": [], **echoed(wanted)}


def _six(about: Any) -> list[str]:
    return [one["Ipv6CidrBlock"] for one in about.get("Ipv6CidrBlockAssociationSet", [])]


def _in_list(client: Any, name: str) -> str:
    """The id of the association with the network list that EC2 puts every subnet in."""
    lists = client.describe_network_acls(Filters=[{"Name": "association.subnet-id", "Values": [name]}])["NetworkAcls"]
    joined = (one for acl in lists for one in acl["Associations"])
    return next((str(one["NetworkAclAssociationId"]) for one in joined if one["SubnetId"] == name), "")
