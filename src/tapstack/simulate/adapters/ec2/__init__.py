"""The resource types of EC2 and VPC."""

from tapstack.simulate.adapters.adapter import Adapter
from tapstack.simulate.adapters.ec2.endpoint import VpcEndpoint
from tapstack.simulate.adapters.ec2.flow_log import FlowLog
from tapstack.simulate.adapters.ec2.gateways import InternetGateway, VpcGatewayAttachment
from tapstack.simulate.adapters.ec2.nat import Eip, NatGateway
from tapstack.simulate.adapters.ec2.peering import VpcPeeringConnection
from tapstack.simulate.adapters.ec2.route import Route
from tapstack.simulate.adapters.ec2.routing import RouteTable, SubnetRouteTableAssociation
from tapstack.simulate.adapters.ec2.security_group import SecurityGroup, SecurityGroupIngress
from tapstack.simulate.adapters.ec2.subnet import Subnet
from tapstack.simulate.adapters.ec2.vpc import Vpc

ADAPTERS: tuple[type[Adapter], ...] = (
    Eip,
    FlowLog,
    InternetGateway,
    NatGateway,
    Route,
    RouteTable,
    SecurityGroup,
    SecurityGroupIngress,
    Subnet,
    SubnetRouteTableAssociation,
    Vpc,
    VpcEndpoint,
    VpcGatewayAttachment,
    VpcPeeringConnection,
)

__all__ = ["ADAPTERS"]
