"""AWS::EC2::VPC."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Bench
from tapstack.simulate.adapters.ec2.dependents import refuse_while_used
from tapstack.simulate.adapters.ec2.thing import Ec2Thing
from tapstack.simulate.adapters.echo import echoed
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.resources import Made, Wanted

_ATTRIBUTES = {"EnableDnsSupport": "enableDnsSupport", "EnableDnsHostnames": "enableDnsHostnames"}
# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpcAttribute.html
_DEFAULTS: dict[str, Any] = {"EnableDnsSupport": True, "EnableDnsHostnames": False, "InstanceTenancy": "default"}


class Vpc(Ec2Thing):
    """A network; Ref gives its id."""

    type = "AWS::EC2::VPC"
    carried = frozenset({"CidrBlock", "InstanceTenancy", *_ATTRIBUTES, "Tags"})
    kind, describe, ids, answer, id_name = "vpc", "describe_vpcs", "VpcIds", "Vpcs", "VpcId"

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateVpc, then its DNS attributes."""
        client, given = bench.client("ec2"), wanted.properties
        about = client.create_vpc(**pick(given, "CidrBlock", "InstanceTenancy"), **self.tagged(bench, wanted))["Vpc"]
        name = about["VpcId"]
        made = Made(name, {**_by_itself(client, name, about), **_given(wanted), **pick(about, "VpcId", "CidrBlock")})
        with self.begun(made):
            self._set(client, name, given)
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """DNS attributes and tags; tenancy, which may become the default one in place."""
        client, name = bench.client("ec2"), made.physical_id
        self._set(client, name, wanted.properties)
        was, now = (one.properties.get("InstanceTenancy", "default") for one in (before, wanted))
        if was != now:
            client.modify_vpc_tenancy(VpcId=name, InstanceTenancy=now)
        self.retag(bench, made, before, wanted)
        return Made(name, {**made.attributes, **_given(wanted)})

    def _set(self, client: Any, name: str, given: Any) -> None:
        """Host names need support, which comes first."""
        for attribute in _ATTRIBUTES:
            value = given.get(attribute, _DEFAULTS[attribute])
            client.modify_vpc_attribute(VpcId=name, **{attribute: {"Value": value}})

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteVpc, which refuses one in which there is anything but its defaults."""
        if self.about(bench, made) is None:
            return
        refuse_while_used(bench, made.physical_id)
        bench.client("ec2").delete_vpc(VpcId=made.physical_id)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeVpcs and DescribeVpcAttribute."""
        client, found = bench.client("ec2"), super().read(bench, made, wanted)
        if not found:
            return {}
        for attribute, api in _ATTRIBUTES.items():
            answer = client.describe_vpc_attribute(VpcId=made.physical_id, Attribute=api)
            found[attribute] = answer[attribute]["Value"]
        return found


def _given(wanted: Wanted) -> dict[str, Any]:
    """The attributes that give back a property, or its default."""
    return {**_DEFAULTS, "Tags": [], **echoed(wanted)}


def _by_itself(client: Any, name: str, about: Any) -> dict[str, Any]:
    """The security group and the network list that EC2 makes with every network, and its ranges."""
    mine = [{"Name": "vpc-id", "Values": [name]}]
    groups = client.describe_security_groups(Filters=mine)["SecurityGroups"]
    lists = client.describe_network_acls(Filters=mine)["NetworkAcls"]
    return {
        "DefaultSecurityGroup": next((one["GroupId"] for one in groups if one["GroupName"] == "default"), ""),
        "DefaultNetworkAcl": next((one["NetworkAclId"] for one in lists if one["IsDefault"]), ""),
        "CidrBlockAssociations": [one["AssociationId"] for one in about.get("CidrBlockAssociationSet", [])],
        "Ipv6CidrBlocks": [one["Ipv6CidrBlock"] for one in about.get("Ipv6CidrBlockAssociationSet", [])],
    }
