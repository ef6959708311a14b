"""AWS::EC2::EIP and AWS::EC2::NatGateway."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Bench
from tapstack.simulate.adapters.ec2.dependents import living
from tapstack.simulate.adapters.ec2.thing import Ec2Thing, ignoring_absence
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.resources import Made, RefusedError, Wanted


class Eip(Ec2Thing):
    """An address; Ref gives the address itself."""

    type = "AWS::EC2::EIP"
    carried = frozenset({"Domain", "Tags"})
    recorded = frozenset({"NetworkBorderGroup", "PublicIpv4Pool"})
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
        """ReleaseAddress, which refuses one that a NAT gateway has.

        Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReleaseAddress.html (InvalidIPAddress.InUse).
        """
        if self.about(bench, made) is None:
            return
        for gateway in living(bench.client("ec2").describe_nat_gateways()["NatGateways"]):
            if self.id_of(made) in [one.get("AllocationId") for one in gateway["NatGatewayAddresses"]]:
                why = f"Address {made.physical_id} is in use by {gateway['NatGatewayId']}."
                raise RefusedError("InvalidIPAddress.InUse", why, service="Ec2")
        bench.client("ec2").release_address(AllocationId=self.id_of(made))


class NatGateway(Ec2Thing):
    """A NAT gateway; Ref gives its id."""

    type = "AWS::EC2::NatGateway"
    carried = frozenset({"SubnetId", "AllocationId", "ConnectivityType", "Tags"})
    recorded = frozenset(
        {
            *("MaxDrainDurationSeconds", "PrivateIpAddress", "SecondaryAllocationIds"),
            *("SecondaryPrivateIpAddressCount", "SecondaryPrivateIpAddresses"),
        }
    )
    kind, describe, ids = "natgateway", "describe_nat_gateways", "NatGatewayIds"
    answer, id_name = "NatGateways", "NatGatewayId"

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateNatGateway."""
        given = {
            "ConnectivityType": "public",
            **pick(wanted.properties, "SubnetId", "AllocationId", "ConnectivityType"),
        }
        about = bench.client("ec2").create_nat_gateway(**given, **self.tagged(bench, wanted))["NatGateway"]
        cards = [one["NetworkInterfaceId"] for one in about["NatGatewayAddresses"]]
        return Made(about["NatGatewayId"], {"NatGatewayId": about["NatGatewayId"], "EniId": cards[0]})

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteNatGateway; its interface goes with it, and its address is free, which moto leaves undone."""
        about, client = self.about(bench, made), bench.client("ec2")
        if about is None or not living([about]):
            return
        client.delete_nat_gateway(NatGatewayId=made.physical_id)
        for one in about["NatGatewayAddresses"]:
            if one.get("AssociationId"):
                ignoring_absence(client.disassociate_address, AssociationId=one["AssociationId"])
            ignoring_absence(client.delete_network_interface, NetworkInterfaceId=one["NetworkInterfaceId"])

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeNatGateways; the address stands in a list."""
        about = self.about(bench, made)
        if about is None or not living([about]):
            return {}
        return super().read(bench, made, wanted) | pick(about["NatGatewayAddresses"][0], "AllocationId")
