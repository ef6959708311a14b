"""AWS::EC2::VPCEndpoint."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Bench
from tapstack.simulate.adapters.ec2.dependents import living
from tapstack.simulate.adapters.ec2.endpoint_routes import forget_lost_routes, mend_routes, refuse_second
from tapstack.simulate.adapters.ec2.thing import Ec2Thing
from tapstack.simulate.adapters.shapes import document, pick, text
from tapstack.simulate.resources import Made, Wanted

_LISTS = ("RouteTableIds", "SubnetIds", "SecurityGroupIds")
_OPEN = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}
_DEFAULT_POLICY = {"Version": "2008-10-17", "Statement": [_OPEN]}
_LOST = {
    "PrivateDnsEnabled": "a change after the endpoint is made",
    "SubnetIds": "the interfaces in subnets that come or go after the endpoint is made",
}
_CREATED = "%a %b %d %H:%M:%S UTC %Y"


class VpcEndpoint(Ec2Thing):
    """An endpoint; Ref gives its id."""

    type = "AWS::EC2::VPCEndpoint"
    carried = frozenset(
        {"VpcId", "ServiceName", "VpcEndpointType", "PolicyDocument", "PrivateDnsEnabled", *_LISTS, "Tags"}
    )
    recorded = frozenset({"DnsOptions", "IpAddressType"})
    partly = _LOST
    kind, describe, ids = "vpc-endpoint", "describe_vpc_endpoints", "VpcEndpointIds"
    answer, id_name = "VpcEndpoints", "VpcEndpointId"

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateVpcEndpoint, which refuses a second one for a service in one route table."""
        client, given = bench.client("ec2"), wanted.properties
        refuse_second(client, given.get("ServiceName", ""), given.get("RouteTableIds") or [])
        asked = {"VpcEndpointType": "Gateway", **pick(given, "VpcEndpointType")}  # moto fails later where it is missing
        asked |= pick(given, "VpcId", "ServiceName", "PrivateDnsEnabled", *_LISTS)
        if given.get("PolicyDocument"):
            asked["PolicyDocument"] = text(given["PolicyDocument"])
        about = client.create_vpc_endpoint(**asked, **self.tagged(bench, wanted))["VpcEndpoint"]
        return Made(about["VpcEndpointId"], _attributes(about))

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """ModifyVpcEndpoint with what comes and what goes, and the tags."""
        client, was, now = bench.client("ec2"), before.properties, wanted.properties
        come, go = _difference(was, now)
        refuse_second(client, now.get("ServiceName", ""), come.get("RouteTableIds", []))
        changed: dict[str, Any] = {f"Add{name}": come[name] for name in come} | {
            f"Remove{name}": go[name] for name in go
        }
        if now.get("PolicyDocument") != was.get("PolicyDocument"):
            changed["PolicyDocument"] = text(now.get("PolicyDocument") or _DEFAULT_POLICY)
        if now.get("PrivateDnsEnabled", False) != was.get("PrivateDnsEnabled", False):
            changed["PrivateDnsEnabled"] = now.get("PrivateDnsEnabled", False)
        if changed:
            client.modify_vpc_endpoint(VpcEndpointId=made.physical_id, **changed)
            mend_routes(client, self.about(bench, made) or {}, go.get("RouteTableIds", []))
        self.retag(bench, made, before, wanted)
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteVpcEndpoints."""
        about, client = self.about(bench, made), bench.client("ec2")
        if about is None or not living([about]):
            return
        forget_lost_routes(client, about)
        client.delete_vpc_endpoints(VpcEndpointIds=[made.physical_id])

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeVpcEndpoints."""
        about = self.about(bench, made)
        if about is None or not living([about]):
            return {}
        found = super().read(bench, made, wanted)
        groups = [one["GroupId"] for one in about.get("Groups", [])]
        return found | {"PolicyDocument": document(about.get("PolicyDocument")), "SecurityGroupIds": groups}


def _attributes(about: Any) -> dict[str, Any]:
    """Source of the form of names and time: the return values in the type's page of the TemplateReference."""
    return {
        "Id": about["VpcEndpointId"],
        "CreationTimestamp": about["CreationTimestamp"].strftime(_CREATED),
        "DnsEntries": [f"{one['HostedZoneId']}:{one['DnsName']}" for one in about.get("DnsEntries", [])],
        "NetworkInterfaceIds": about.get("NetworkInterfaceIds", []),
    }


def _difference(was: Any, now: Any) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """What comes and what goes of each list; lists with nothing are left out."""
    lists = [(name, was.get(name) or [], now.get(name) or []) for name in _LISTS]
    come = {name: [one for one in new if one not in old] for name, old, new in lists}
    go = {name: [one for one in old if one not in new] for name, old, new in lists}
    return {name: ids for name, ids in come.items() if ids}, {name: ids for name, ids in go.items() if ids}
