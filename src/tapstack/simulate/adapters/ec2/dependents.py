"""What keeps a network, subnet or security group from being deleted, where moto would delete it all the same.

Source: botocore ec2, DeleteVpc, DeleteSubnet and DeleteSecurityGroup; the code is DependencyViolation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tapstack.simulate.adapters.adapter import Bench
from tapstack.simulate.resources import RefusedError

_GONE = ("deleted", "deleting", "failed", "rejected", "expired")


def refuse_while_used(bench: Bench, vpc: str) -> None:
    """Raises RefusedError for a network that has subnets, gateways, endpoints, groups, tables or a peer."""
    for thing in _in_network(bench.client("ec2"), vpc):
        why = f"The vpc '{vpc}' has dependencies and cannot be deleted. ({thing})"
        raise RefusedError("DependencyViolation", why, service="Ec2")


def _in_network(client: Any, vpc: str) -> Iterator[str]:
    mine = [{"Name": "vpc-id", "Values": [vpc]}]
    yield from (one["SubnetId"] for one in client.describe_subnets(Filters=mine)["Subnets"])
    yield from (one["NatGatewayId"] for one in _living(client.describe_nat_gateways(Filters=mine)["NatGateways"]))
    yield from (one["VpcEndpointId"] for one in _living(client.describe_vpc_endpoints(Filters=mine)["VpcEndpoints"]))
    groups = client.describe_security_groups(Filters=mine)["SecurityGroups"]
    yield from (one["GroupId"] for one in groups if one["GroupName"] != "default")
    for table in client.describe_route_tables(Filters=mine)["RouteTables"]:
        if not any(one.get("Main") for one in table["Associations"]):
            yield table["RouteTableId"]
    attached = [{"Name": "attachment.vpc-id", "Values": [vpc]}]
    yield from (
        one["InternetGatewayId"] for one in client.describe_internet_gateways(Filters=attached)["InternetGateways"]
    )
    for peering in client.describe_vpc_peering_connections()["VpcPeeringConnections"]:
        ends = (peering["RequesterVpcInfo"].get("VpcId"), peering["AccepterVpcInfo"].get("VpcId"))
        if vpc in ends and peering["Status"]["Code"] not in _GONE:
            yield peering["VpcPeeringConnectionId"]


def refuse_while_occupied(bench: Bench, subnet: str) -> None:
    """Raises RefusedError for a subnet in which a gateway or an endpoint has an interface."""
    client = bench.client("ec2")
    inside = [{"Name": "subnet-id", "Values": [subnet]}]
    gateways = [one["NatGatewayId"] for one in _living(client.describe_nat_gateways(Filters=inside)["NatGateways"])]
    endpoints = [
        one["VpcEndpointId"]
        for one in _living(client.describe_vpc_endpoints()["VpcEndpoints"])
        if subnet in one.get("SubnetIds", [])
    ]
    for thing in (*gateways, *endpoints):
        why = f"The subnet '{subnet}' has dependencies and cannot be deleted. ({thing})"
        raise RefusedError("DependencyViolation", why, service="Ec2")


def refuse_while_referred(bench: Bench, group: str) -> None:
    """Raises RefusedError for a security group that an endpoint has, or a rule of another group names."""
    client = bench.client("ec2")
    users = [
        one["VpcEndpointId"]
        for one in _living(client.describe_vpc_endpoints()["VpcEndpoints"])
        if group in [member["GroupId"] for member in one.get("Groups", [])]
    ]
    for other in client.describe_security_groups()["SecurityGroups"]:
        rules = (*other["IpPermissions"], *other["IpPermissionsEgress"])
        named = [pair["GroupId"] for rule in rules for pair in rule.get("UserIdGroupPairs", [])]
        if other["GroupId"] != group and group in named:
            users.append(other["GroupId"])
    for thing in users:
        raise RefusedError("DependencyViolation", f"resource {group} has a dependent object ({thing})", service="Ec2")


def _living(things: list[Any]) -> list[Any]:
    return [one for one in things if str(one.get("State", "")).lower() not in _GONE]
