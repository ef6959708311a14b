"""AWS::EC2::VPCPeeringConnection."""

from __future__ import annotations

from ipaddress import ip_network
from typing import Any

from tapstack.simulate.adapters.adapter import Bench
from tapstack.simulate.adapters.ec2.thing import Ec2Thing
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.adapters.tags import told
from tapstack.simulate.resources import Made, RefusedError, UnsupportedError, Wanted

_GONE = ("deleted", "rejected", "failed")


class VpcPeeringConnection(Ec2Thing):
    """A peering of two networks of one account; Ref gives its id."""

    type = "AWS::EC2::VPCPeeringConnection"
    carried = frozenset({"VpcId", "PeerVpcId", "PeerRegion", "PeerOwnerId", "Tags"})
    kind, describe, ids = "vpc-peering-connection", "describe_vpc_peering_connections", "VpcPeeringConnectionIds"
    answer, id_name = "VpcPeeringConnections", "VpcPeeringConnectionId"

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateVpcPeeringConnection, then its acceptance in the peer's region, as CloudFormation's handler does.

        Networks with addresses in common end in a failed connection. Source: botocore ec2, CreateVpcPeeringConnection.
        """
        given = wanted.properties
        if given.get("PeerOwnerId", bench.owner.account_id) != bench.owner.account_id:
            raise UnsupportedError(f"{wanted.logical_id} is a peering with another account, of which nothing is known.")
        region = given.get("PeerRegion", bench.region)
        self._refuse_overlap(bench, given, region)
        about = bench.client("ec2").create_vpc_peering_connection(
            **pick(given, "VpcId", "PeerVpcId", "PeerRegion"), **self.tagged(bench, wanted)
        )["VpcPeeringConnection"]
        name = about["VpcPeeringConnectionId"]
        made = Made(name, {"Id": name})
        with self.begun(made):
            bench.client("ec2", region).accept_vpc_peering_connection(VpcPeeringConnectionId=name)
        return made

    def _refuse_overlap(self, bench: Bench, given: Any, region: str) -> None:
        mine = _ranges(bench.client("ec2"), given["VpcId"])
        theirs = _ranges(bench.client("ec2", region), given["PeerVpcId"])
        if any(ip_network(one).overlaps(ip_network(other)) for one in mine for other in theirs):
            why = "Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range"
            raise RefusedError("NotStabilized", f"{why}: {', '.join(mine)} and {', '.join(theirs)}", service="Ec2")

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteVpcPeeringConnection."""
        about = self.about(bench, made)
        if about is not None and about["Status"]["Code"] not in _GONE:
            bench.client("ec2").delete_vpc_peering_connection(VpcPeeringConnectionId=made.physical_id)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeVpcPeeringConnections; nothing of one that is not active."""
        about = self.about(bench, made) or {}
        if about.get("Status", {}).get("Code") != "active":
            return {}
        mine, peer = about["RequesterVpcInfo"], about["AccepterVpcInfo"]
        found = {"VpcId": mine["VpcId"], "PeerVpcId": peer["VpcId"], "PeerRegion": peer["Region"]}
        return found | {"PeerOwnerId": peer["OwnerId"], "Tags": told(bench, about.get("Tags", []))}


def _ranges(client: Any, vpc: str) -> list[str]:
    about = client.describe_vpcs(VpcIds=[vpc])["Vpcs"][0]
    return [one["CidrBlock"] for one in about.get("CidrBlockAssociationSet", [])] or [about["CidrBlock"]]
