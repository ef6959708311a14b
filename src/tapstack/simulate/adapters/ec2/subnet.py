"""AWS::EC2::Subnet."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Bench
from tapstack.simulate.adapters.ec2.dependents import refuse_while_occupied
from tapstack.simulate.adapters.ec2.thing import Ec2Thing
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.resources import Made, Wanted

_TOLD = ("SubnetId", "VpcId", "CidrBlock", "AvailabilityZone", "AvailabilityZoneId")


class Subnet(Ec2Thing):
    """A subnet; Ref gives its id."""

    type = "AWS::EC2::Subnet"
    carried = frozenset({"VpcId", "CidrBlock", "AvailabilityZone", "AvailabilityZoneId", "MapPublicIpOnLaunch", "Tags"})
    kind, describe, ids, answer, id_name = "subnet", "describe_subnets", "SubnetIds", "Subnets", "SubnetId"

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateSubnet, then whether it gives public addresses."""
        client, given = bench.client("ec2"), wanted.properties
        place = pick(given, "VpcId", "CidrBlock", "AvailabilityZone", "AvailabilityZoneId")
        about = client.create_subnet(**place, **self.tagged(bench, wanted))["Subnet"]
        acls = client.describe_network_acls(Filters=[{"Name": "association.subnet-id", "Values": [about["SubnetId"]]}])
        joined = [one for acl in acls["NetworkAcls"] for one in acl["Associations"]]
        mine = next((one["NetworkAclAssociationId"] for one in joined if one["SubnetId"] == about["SubnetId"]), "")
        made = Made(about["SubnetId"], {**pick(about, *_TOLD), "NetworkAclAssociationId": mine, "Ipv6CidrBlocks": []})
        with self.begun(made):
            self._set(client, made.physical_id, given)
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """ModifySubnetAttribute and the tags."""
        self._set(bench.client("ec2"), made.physical_id, wanted.properties)
        self.retag(bench, made, before, wanted)
        return made

    def _set(self, client: Any, name: str, given: Any) -> None:
        public = given.get("MapPublicIpOnLaunch", False)
        client.modify_subnet_attribute(SubnetId=name, MapPublicIpOnLaunch={"Value": public})

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteSubnet."""
        if self.about(bench, made) is None:
            return
        refuse_while_occupied(bench, made.physical_id)
        bench.client("ec2").delete_subnet(SubnetId=made.physical_id)
