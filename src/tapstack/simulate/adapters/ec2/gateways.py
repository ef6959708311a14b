"""AWS::EC2::InternetGateway, its attachment, AWS::EC2::EIP and AWS::EC2::NatGateway."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.ec2.thing import Ec2Thing, ignoring_absence
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.resources import Made, Wanted


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
        ignoring_absence(bench.client("ec2").delete_internet_gateway, InternetGatewayId=made.physical_id)


class VpcGatewayAttachment(Adapter):
    """A gateway attached to a network; Ref gives the kind of the gateway and the network."""

    type = "AWS::EC2::VPCGatewayAttachment"
    carried = frozenset({"VpcId", "InternetGatewayId"})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """AttachInternetGateway."""
        bench.client("ec2").attach_internet_gateway(**wanted.properties)
        return Made(f"IGW|{wanted.properties['VpcId']}", {"AttachmentType": "IGW"})

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """The new gateway in place of the old."""
        client = bench.client("ec2")
        client.detach_internet_gateway(**before.properties)
        client.attach_internet_gateway(**wanted.properties)
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DetachInternetGateway."""
        if self.read(bench, made, wanted):
            bench.client("ec2").detach_internet_gateway(**wanted.properties)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """The attachment that the gateway tells."""
        mine = [{"Name": "attachment.vpc-id", "Values": [wanted.properties["VpcId"]]}]
        gateways = bench.client("ec2").describe_internet_gateways(Filters=mine)["InternetGateways"]
        found = [one["InternetGatewayId"] for one in gateways]
        given = wanted.properties["InternetGatewayId"]
        return {"VpcId": wanted.properties["VpcId"], "InternetGatewayId": given} if given in found else {}


class Eip(Ec2Thing):
    """An address; Ref gives the address itself."""

    type = "AWS::EC2::EIP"
    carried = frozenset({"Domain", "Tags"})
    kind, describe, ids = "elastic-ip", "describe_addresses", "AllocationIds"
    answer, id_name = "Addresses", "AllocationId"

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """AllocateAddress."""
        about = bench.client("ec2").allocate_address(Domain="vpc", **self.tagged(bench, wanted))
        return Made(about["PublicIp"], pick(about, "AllocationId", "PublicIp"))

    def id_of(self, made: Made) -> str:
        """The allocation's id."""
        return str(made.attributes["AllocationId"])

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """ReleaseAddress."""
        if self.about(bench, made) is not None:
            bench.client("ec2").release_address(AllocationId=self.id_of(made))


class NatGateway(Ec2Thing):
    """A NAT gateway; Ref gives its id."""

    type = "AWS::EC2::NatGateway"
    carried = frozenset({"SubnetId", "AllocationId", "ConnectivityType", "Tags"})
    kind, describe, ids = "natgateway", "describe_nat_gateways", "NatGatewayIds"
    answer, id_name = "NatGateways", "NatGatewayId"

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateNatGateway."""
        given = pick(wanted.properties, "SubnetId", "AllocationId", "ConnectivityType")
        about = bench.client("ec2").create_nat_gateway(**given, **self.tagged(bench, wanted))["NatGateway"]
        cards = [one.get("NetworkInterfaceId", "") for one in about.get("NatGatewayAddresses", [])]
        return Made(about["NatGatewayId"], {"NatGatewayId": about["NatGatewayId"], "EniId": (cards or [""])[0]})

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteNatGateway."""
        about = self.about(bench, made)
        if about is not None and about["State"] != "deleted":
            bench.client("ec2").delete_nat_gateway(NatGatewayId=made.physical_id)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeNatGateways; the address stands in a list."""
        addresses = (self.about(bench, made) or {}).get("NatGatewayAddresses", [])
        return super().read(bench, made, wanted) | (pick(addresses[0], "AllocationId") if addresses else {})
