"""What Fn::GetAtt gives of EC2's resources, by the names in their schemas."""

import pytest

from tapstack.facts.attributes import attributes

ENCRYPTION, ADDRESSES = "VpcEncryptionControl.", ("Ipv4IpamPoolId", "Ipv4NetmaskLength")
NEVER = {
    "AWS::EC2::VPC": (ENCRYPTION, *ADDRESSES),
    "AWS::EC2::Subnet": (
        *("BlockPublicAccessStates.", "EnableDns64", "EnableLniAtDeviceIndex", "Ipv6CidrBlock", "Ipv6IpamPoolId"),
        *("Ipv6Native", "Ipv6NetmaskLength", "OutpostArn", "PrivateDnsNameOptionsOnLaunch.", *ADDRESSES),
    ),
    "AWS::EC2::NatGateway": ("AutoProvisionZones", "AutoScalingIps", "RouteTableId"),
}
"""Attributes of what the simulator does not support, or that a resource without the property has not."""


def expected(kind):
    never = NEVER.get(kind, ())
    return [
        name
        for name in attributes(kind).names
        if name not in never and not name.startswith(tuple(one for one in never if one.endswith(".")))
    ]


@pytest.fixture
def every(network, peer):
    """One resource of each type."""
    making, joined = network.making, {"SubnetId": network.subnet_id, "RouteTableId": network.table_id}
    group, attachment, nat = network.group(), network.gateway(), network.nat()
    rule = {"GroupId": group[1].physical_id, "IpProtocol": "-1", "CidrIp": "10.9.0.0/16"}
    peers = {"VpcId": network.id, "PeerVpcId": peer.id, "PeerRegion": "eu-central-1"}
    logs = {"ResourceType": "VPC", "ResourceId": network.id, "TrafficType": "ALL", "LogGroupName": "flow"}
    role = {"DeliverLogsPermissionArn": "arn:aws:iam::123456789012:role/flow"}
    gateway = attachment[0].properties["InternetGatewayId"]
    route = {"RouteTableId": network.table_id, "DestinationCidrBlock": "0.0.0.0/0", "GatewayId": gateway}
    return [
        *(network.vpc, network.subnet, network.table, group, attachment, nat, network.endpoint()),
        making.create("AWS::EC2::InternetGateway", "Other"),
        making.create("AWS::EC2::EIP", "Other", Domain="vpc"),
        making.create("AWS::EC2::SubnetRouteTableAssociation", "Joined", **joined),
        making.create("AWS::EC2::Route", "Route", **route),
        making.create("AWS::EC2::SecurityGroupIngress", "In", **rule),
        making.create("AWS::EC2::SecurityGroupEgress", "Out", **rule),
        making.create("AWS::EC2::VPCPeeringConnection", "Peers", **peers),
        making.create("AWS::EC2::FlowLog", "Logs", **logs, **role),
    ]


def test_every_type_has_the_attributes_of_its_schema(every):
    found = {wanted.type: sorted(made.attributes) for wanted, made in every}
    assert found == {kind: expected(kind) for kind in found}
    assert len(found) == 15


def test_no_attribute_is_missing_its_value(every):
    assert [
        (wanted.type, name) for wanted, made in every for name in made.attributes if made.attributes[name] == ""
    ] == []
