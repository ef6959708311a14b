"""What keeps a network, subnet or security group from being deleted, where moto would delete it all the same.

Source: botocore ec2, DeleteVpc, DeleteSubnet and DeleteSecurityGroup; the code is DependencyViolation. That a living
peering keeps its networks is assumed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tapstack.simulate.adapters.adapter import Bench
from tapstack.simulate.resources import RefusedError

_GONE = ("deleted", "deleting", "failed", "rejected", "expired")


def refused(message: str) -> RefusedError:
    """EC2's refusal to take away what something else needs."""
    return RefusedError("DependencyViolation", message, service="Ec2")


def living(things: list[Any]) -> list[Any]:
    """Those that are there: EC2 tells for a while of what was deleted, and moto for ever."""
    return [one for one in things if str(one.get("State", "")).lower() not in _GONE]


def refuse_while_used(bench: Bench, vpc: str) -> None:
    """Raises RefusedError for a network that has subnets, gateways, endpoints, groups, tables or a peer."""
    for thing in _in_network(bench.client("ec2"), vpc):
        raise refused(f"The vpc '{vpc}' has dependencies and cannot be deleted. ({thing})")


def _in_network(client: Any, vpc: str) -> Iterator[str]:
    mine = [{"Name": "vpc-id", "Values": [vpc]}]
    attached = [{"Name": "attachment.vpc-id", "Values": [vpc]}]
    yield from (one["SubnetId"] for one in client.describe_subnets(Filters=mine)["Subnets"])
    yield from (one["NatGatewayId"] for one in living(client.describe_nat_gateways(Filters=mine)["NatGateways"]))
    yield from (one["VpcEndpointId"] for one in living(client.describe_vpc_endpoints(Filters=mine)["VpcEndpoints"]))
    groups = client.describe_security_groups(Filters=mine)["SecurityGroups"]
    yield from (one["GroupId"] for one in groups if one["GroupName"] != "default")
    for table in client.describe_route_tables(Filters=mine)["RouteTables"]:
        if not any(one.get("Main") for one in table["Associations"]):
            yield table["RouteTableId"]
    gateways = client.describe_internet_gateways(Filters=attached)["InternetGateways"]
    yield from (one["InternetGatewayId"] for one in gateways)
    for peering in client.describe_vpc_peering_connections()["VpcPeeringConnections"]:
        ends = (peering["RequesterVpcInfo"].get("VpcId"), peering["AccepterVpcInfo"].get("VpcId"))
        if vpc in ends and peering["Status"]["Code"] not in _GONE:
            yield peering["VpcPeeringConnectionId"]


def refuse_while_occupied(bench: Bench, subnet: str) -> None:
    """Raises RefusedError for a subnet in which a gateway, an endpoint or a function has an interface."""
    client = bench.client("ec2")
    inside = [{"Name": "subnet-id", "Values": [subnet]}]
    gateways = [one["NatGatewayId"] for one in living(client.describe_nat_gateways(Filters=inside)["NatGateways"])]
    for thing in (*gateways, *_endpoints(client, "SubnetIds", subnet), *_functions(bench, "SubnetIds", subnet)):
        raise refused(f"The subnet '{subnet}' has dependencies and cannot be deleted. ({thing})")


def refuse_while_referred(bench: Bench, group: str) -> None:
    """Raises RefusedError for a security group that an endpoint or a function has, or a rule of another group names."""
    client = bench.client("ec2")
    users = [*_endpoints(client, "Groups", group), *_functions(bench, "SecurityGroupIds", group)]
    for other in client.describe_security_groups()["SecurityGroups"]:
        rules = (*other["IpPermissions"], *other["IpPermissionsEgress"])
        named = [pair.get("GroupId") for rule in rules for pair in rule.get("UserIdGroupPairs", [])]
        if other["GroupId"] != group and group in named:
            users.append(other["GroupId"])
    for thing in users:
        raise refused(f"resource {group} has a dependent object ({thing})")


def _endpoints(client: Any, member: str, thing: str) -> list[str]:
    """The endpoints that have a subnet or a group."""
    found = living(client.describe_vpc_endpoints()["VpcEndpoints"])
    return [one["VpcEndpointId"] for one in found if thing in _ids(one.get(member, []))]


def _ids(members: list[Any]) -> list[str]:
    return [one if isinstance(one, str) else one["GroupId"] for one in members]


def _functions(bench: Bench, member: str, thing: str) -> list[str]:
    """The functions that have a subnet or a group: Lambda keeps interfaces there for them."""
    pages = bench.client("lambda").get_paginator("list_functions").paginate()
    functions = [one for page in pages for one in page["Functions"]]
    return [one["FunctionName"] for one in functions if thing in one.get("VpcConfig", {}).get(member, [])]
