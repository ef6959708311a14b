"""AWS::EC2::VPCEndpoint."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Bench
from tapstack.simulate.adapters.ec2.thing import Ec2Thing
from tapstack.simulate.adapters.shapes import document, pick, text
from tapstack.simulate.adapters.tags import told
from tapstack.simulate.resources import Made, Wanted

_LISTS = ("RouteTableIds", "SubnetIds", "SecurityGroupIds")
_GONE = ("deleted", "deleting")


class VpcEndpoint(Ec2Thing):
    """An endpoint; Ref gives its id."""

    type = "AWS::EC2::VPCEndpoint"
    carried = frozenset(
        {"VpcId", "ServiceName", "VpcEndpointType", "PolicyDocument", "PrivateDnsEnabled", *_LISTS, "Tags"}
    )
    kind, describe, ids = "vpc-endpoint", "describe_vpc_endpoints", "VpcEndpointIds"
    answer, id_name = "VpcEndpoints", "VpcEndpointId"

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateVpcEndpoint."""
        given = pick(wanted.properties, "VpcId", "ServiceName", "VpcEndpointType", "PrivateDnsEnabled", *_LISTS)
        if "PolicyDocument" in wanted.properties:
            given["PolicyDocument"] = text(wanted.properties["PolicyDocument"])
        about = bench.client("ec2").create_vpc_endpoint(**given, **self.tagged(bench, wanted))["VpcEndpoint"]
        names = [f"{one['HostedZoneId']}:{one['DnsName']}" for one in about.get("DnsEntries", [])]
        attributes = {
            "Id": about["VpcEndpointId"],
            "CreationTimestamp": about["CreationTimestamp"].isoformat(),
            "DnsEntries": names,
            "NetworkInterfaceIds": about.get("NetworkInterfaceIds", []),
        }
        return Made(about["VpcEndpointId"], attributes)

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """ModifyVpcEndpoint with what comes and what goes, and the tags."""
        was, now = before.properties, wanted.properties
        changed: dict[str, Any] = {}
        if now.get("PolicyDocument") != was.get("PolicyDocument"):
            policy = now.get("PolicyDocument")
            changed |= {"PolicyDocument": text(policy)} if policy else {"ResetPolicy": True}
        if now.get("PrivateDnsEnabled") != was.get("PrivateDnsEnabled"):
            changed["PrivateDnsEnabled"] = now.get("PrivateDnsEnabled", False)
        for name in _LISTS:
            old, new = was.get(name) or [], now.get(name) or []
            added, gone = [one for one in new if one not in old], [one for one in old if one not in new]
            changed |= ({f"Add{name}": added} if added else {}) | ({f"Remove{name}": gone} if gone else {})
        if changed:
            bench.client("ec2").modify_vpc_endpoint(VpcEndpointId=made.physical_id, **changed)
        self.retag(bench, made, before, wanted)
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteVpcEndpoints."""
        about = self.about(bench, made)
        if about is not None and str(about.get("State", "")).lower() not in _GONE:
            bench.client("ec2").delete_vpc_endpoints(VpcEndpointIds=[made.physical_id])

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeVpcEndpoints."""
        about = self.about(bench, made) or {}
        found = {name: about[name] for name in self.carried if about.get(name) is not None}
        found["SecurityGroupIds"] = [one["GroupId"] for one in about.get("Groups", [])] or about.get("SecurityGroupIds")
        if "PolicyDocument" in found:
            found["PolicyDocument"] = document(found["PolicyDocument"])
        return found | {"Tags": told(bench, about.get("Tags", []))}
