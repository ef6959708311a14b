"""AWS::EC2::VPCPeeringConnection."""

from __future__ import annotations

from ipaddress import ip_network
from typing import Any

from botocore.exceptions import ClientError

from tapstack.simulate.adapters.adapter import Bench
from tapstack.simulate.adapters.ec2.thing import Ec2Thing, is_absence
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.resources import Made, RefusedError, UnsupportedError, Wanted

_GONE = ("deleted", "rejected", "failed")


class VpcPeeringConnection(Ec2Thing):
    """A peering of two networks of one account; Ref gives its id."""

    type = "AWS::EC2::VPCPeeringConnection"
    carried = frozenset({"VpcId", "PeerVpcId", "PeerRegion", "PeerOwnerId", "Tags"})
    recorded = frozenset({"AssumeRoleRegion", "PeerRoleArn"})
    kind, describe, ids = "vpc-peering-connection", "describe_vpc_peering_connections", "VpcPeeringConnectionIds"
    answer, id_name = "VpcPeeringConnections", "VpcPeeringConnectionId"

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateVpcPeeringConnection, then its acceptance in the peer's region, as CloudFormation's handler does."""
        given, client = wanted.properties, bench.client("ec2")
        if given.get("PeerOwnerId", bench.owner.account_id) != bench.owner.account_id:
            raise UnsupportedError(f"{wanted.logical_id} is a peering with another account, of which nothing is known.")
        region = given.get("PeerRegion", bench.region)
        _refuse_second(client, given)
        _refuse_failure(client, bench.client("ec2", region), given)
        about = client.create_vpc_peering_connection(
            **pick(given, "VpcId", "PeerVpcId", "PeerRegion"), **self.tagged(bench, wanted)
        )["VpcPeeringConnection"]
        name = about["VpcPeeringConnectionId"]
        made = Made(name, {"Id": name})
        with self.begun(made):
            bench.client("ec2", region).accept_vpc_peering_connection(VpcPeeringConnectionId=name)
        return made

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
        return found | {"PeerOwnerId": peer["OwnerId"], **self.tags_told(bench, about, wanted)}


def _refuse_failure(client: Any, there: Any, given: Any) -> None:
    """Raises RefusedError where the connection would end as failed: a peer that is not there, addresses in common.

    Source: botocore ec2, CreateVpcPeeringConnection, and
    https://repost.aws/knowledge-center/cloudformation-vpc-peering-error; the connection's own message is assumed.
    """
    mine, theirs = _ranges(client, given["VpcId"]), _peer_ranges(there, given["PeerVpcId"])
    common = any(ip_network(one).overlaps(ip_network(other)) for one in mine for other in theirs)
    if common or not theirs:
        why = "Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range"
        about = f"{given['VpcId']} has {', '.join(mine)}; {given['PeerVpcId']} has {', '.join(theirs) or 'none'}"
        raise RefusedError("NotStabilized", f"VpcPeeringConnection failed to stabilize: {why} ({about})", service="Ec2")


def _refuse_second(client: Any, given: Any) -> None:
    """Source: the codes in https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html."""
    ends = sorted((given["VpcId"], given["PeerVpcId"]))
    for one in client.describe_vpc_peering_connections()["VpcPeeringConnections"]:
        those = sorted((one["RequesterVpcInfo"]["VpcId"], one["AccepterVpcInfo"]["VpcId"]))
        if those == ends and one["Status"]["Code"] not in _GONE:
            why = f"{one['VpcPeeringConnectionId']} is between {ends[0]} and {ends[1]} already"
            raise RefusedError("VpcPeeringConnectionAlreadyExists", why, service="Ec2")


def _peer_ranges(client: Any, vpc: str) -> list[str]:
    """None for a network that is not there."""
    try:
        return _ranges(client, vpc)
    except ClientError as error:
        if is_absence(error):
            return []
        raise


def _ranges(client: Any, vpc: str) -> list[str]:
    about = client.describe_vpcs(VpcIds=[vpc])["Vpcs"][0]
    return [one["CidrBlock"] for one in about["CidrBlockAssociationSet"]]
