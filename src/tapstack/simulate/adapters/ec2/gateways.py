"""AWS::EC2::InternetGateway and its attachment."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.ec2.dependents import living, refused
from tapstack.simulate.adapters.ec2.thing import Ec2Thing
from tapstack.simulate.resources import Made, RefusedError, Wanted


class InternetGateway(Ec2Thing):
    """An internet gateway; Ref gives its id."""

    type = "AWS::EC2::InternetGateway"
    carried = frozenset({"Tags"})
    kind, describe, ids = "internet-gateway", "describe_internet_gateways", "InternetGatewayIds"
    answer, id_name = "InternetGateways", "InternetGatewayId"

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateInternetGateway."""
        answer = bench.client("ec2").create_internet_gateway(**self.tagged(bench, wanted))
        name = answer["InternetGateway"]["InternetGatewayId"]
        return Made(name, {"InternetGatewayId": name})

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteInternetGateway, which refuses one that is attached."""
        about = self.about(bench, made)
        if about is None:
            return
        if about["Attachments"]:
            raise refused(f"The internetGateway '{made.physical_id}' has dependencies and cannot be deleted.")
        bench.client("ec2").delete_internet_gateway(InternetGatewayId=made.physical_id)


class VpcGatewayAttachment(Adapter):
    """A gateway attached to a network; Ref gives the kind of the gateway and the network."""

    type = "AWS::EC2::VPCGatewayAttachment"
    carried = frozenset({"VpcId", "InternetGatewayId"})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """AttachInternetGateway, which refuses a network that has one."""
        vpc, client = wanted.properties["VpcId"], bench.client("ec2")
        if _attached(client, vpc):
            why = f"Network {vpc} already has an internet gateway attached"
            raise RefusedError("InvalidParameterValue", why, service="Ec2")
        client.attach_internet_gateway(**wanted.properties)
        return Made(f"IGW|{vpc}", {"AttachmentType": "IGW"})

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """The new gateway in place of the old."""
        client = bench.client("ec2")
        _refuse_while_mapped(client, before.properties["VpcId"])
        client.detach_internet_gateway(**before.properties)
        client.attach_internet_gateway(**wanted.properties)
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DetachInternetGateway, which refuses while anything in the network has a public address."""
        client = bench.client("ec2")
        if self.read(bench, made, wanted):
            _refuse_while_mapped(client, wanted.properties["VpcId"])
            client.detach_internet_gateway(**wanted.properties)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """The attachment that the gateway tells."""
        vpc, gateway = wanted.properties["VpcId"], wanted.properties["InternetGatewayId"]
        there = gateway in _attached(bench.client("ec2"), vpc)
        return {"VpcId": vpc, "InternetGatewayId": gateway} if there else {}


def _attached(client: Any, vpc: str) -> list[str]:
    mine = [{"Name": "attachment.vpc-id", "Values": [vpc]}]
    return [one["InternetGatewayId"] for one in client.describe_internet_gateways(Filters=mine)["InternetGateways"]]


def _refuse_while_mapped(client: Any, vpc: str) -> None:
    """Source: https://github.com/hashicorp/terraform/issues/1303."""
    mine = [{"Name": "vpc-id", "Values": [vpc]}]
    gateways = living(client.describe_nat_gateways(Filters=mine)["NatGateways"])
    if any(one.get("AllocationId") for gateway in gateways for one in gateway["NatGatewayAddresses"]):
        why = f"Network {vpc} has some mapped public address(es)."
        raise refused(f"{why} Please unmap those public address(es) before detaching the gateway.")
