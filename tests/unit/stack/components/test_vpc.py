"""Component 10, the network: three private subnets, endpoints instead of an internet, every flow logged."""

import ipaddress
from collections.abc import Callable
from typing import Any

import pytest

from tapstack.pytest_plugin import Resource, Stack
from tests.place import ACCOUNT
from tests.unit.stack.conftest import Pair
from tests.unit.stack.iam import accepts, allows, trusts
from tests.unit.stack.resources import all_of
from tests.unit.stack.values import plain

PRIVATE = ("PrivateSubnet1", "PrivateSubnet2", "PrivateSubnet3")
REFS = [f"${{{name}}}" for name in PRIVATE]
OURS = {"aws:PrincipalAccount": ACCOUNT}
ANYONE = f"arn:aws:iam::{ACCOUNT}:role/any"
OPTIONAL = [
    ("KinesisEndpoint", "kinesis-streams", "kinesis:PutRecords"),
    ("KmsEndpoint", "kms", "kms:Decrypt"),
    ("LogsEndpoint", "logs", "logs:PutLogEvents"),
    ("MonitoringEndpoint", "monitoring", "cloudwatch:PutMetricData"),
    ("SnsEndpoint", "sns", "sns:Publish"),
    ("SsmEndpoint", "ssm", "ssm:GetParameter"),
    ("EventsEndpoint", "events", "events:PutEvents"),
    ("StatesEndpoint", "states", "states:StartExecution"),
    ("StsEndpoint", "sts", "sts:AssumeRole"),
]


def subnets(stack: Stack) -> list[Resource]:
    return all_of(stack, "AWS::EC2::Subnet")


@pytest.mark.parametrize("cidr", ["10.64.0.0/16", "10.64.16.0/20"])
@pytest.mark.parametrize("nat", ["true", "false"])
def test_subnets_fit_into_the_network_side_by_side(cidr: str, nat: str, pair: Callable[..., Pair]) -> None:
    for stack in pair(SourceVpcCidr=cidr, TargetVpcCidr="172.16.0.0/20", NatGatewayEnabled=nat):
        whole = ipaddress.IPv4Network(stack.resource("TradingVPC").property("CidrBlock"))
        parts = [ipaddress.IPv4Network(subnet.property("CidrBlock")) for subnet in subnets(stack)]
        assert len(parts) == (4 if nat == "true" else 3)
        assert all(part.subnet_of(whole) for part in parts)
        assert not any(a.overlaps(b) for a in parts for b in parts if a is not b)


def test_each_private_subnet_is_in_another_zone(stack: Stack) -> None:
    assert len({stack.resource(name).known_property("AvailabilityZoneId") for name in PRIVATE}) == 3


def test_no_subnet_is_in_the_zone_that_takes_no_functions(stack: Stack) -> None:
    """By letter nobody could tell: us-east-1a is another place in each account."""
    used = {subnet.known_property("AvailabilityZoneId") for subnet in subnets(stack)}
    assert "use1-az3" not in used
    assert not any(subnet.has("AvailabilityZone") for subnet in subnets(stack))


def test_no_subnet_gives_out_public_addresses(pair: Callable[..., Pair]) -> None:
    for stack in pair(NatGatewayEnabled="true"):
        for subnet in subnets(stack):
            assert subnet.property("MapPublicIpOnLaunch") is False


@pytest.mark.parametrize("kind", ["Subnet", "RouteTable", "SecurityGroup", "VPCEndpoint", "VPCGatewayAttachment"])
def test_everything_is_in_the_one_network(kind: str, pair: Callable[..., Pair]) -> None:
    """Without a network, security groups go into the account's default one."""
    for stack in pair(NatGatewayEnabled="true", InterfaceEndpoints="true"):
        found = all_of(stack, f"AWS::EC2::{kind}")
        assert {plain(resource.property("VpcId")) for resource in found} == {"${TradingVPC}"}


def test_each_private_subnet_has_the_private_routes(stack: Stack) -> None:
    joined = {
        plain(association.property("SubnetId")): plain(association.property("RouteTableId"))
        for association in all_of(stack, "AWS::EC2::SubnetRouteTableAssociation")
    }
    assert joined == dict.fromkeys(REFS, "${PrivateRouteTable}")


def test_there_is_no_way_to_the_internet_unless_asked_for(stack: Stack) -> None:
    for kind in ("InternetGateway", "VPCGatewayAttachment", "NatGateway", "EIP"):
        assert stack.of_type(f"AWS::EC2::{kind}") == []
    assert [route for route in stack.of_type("AWS::EC2::Route") if not route.has("VpcPeeringConnectionId")] == []


@pytest.fixture
def with_nat(pair: Callable[..., Pair], stack: Stack) -> Stack:
    return next(one for one in pair(NatGatewayEnabled="true") if one.region == stack.region)


def test_with_nat_private_subnets_reach_out_through_it(with_nat: Stack) -> None:
    route = with_nat.resource("PrivateDefaultRoute")
    assert route.property("DestinationCidrBlock") == "0.0.0.0/0"
    assert plain(route.property("RouteTableId")) == "${PrivateRouteTable}"
    assert plain(route.property("NatGatewayId")) == "${NatGateway}"


def test_the_nat_stands_in_a_subnet_that_reaches_the_internet(with_nat: Stack) -> None:
    """The seed's public subnet had no route to its gateway."""
    nat, route = with_nat.resource("NatGateway"), with_nat.resource("PublicRoute")
    association = with_nat.resource("PublicSubnet1Association")
    assert plain(nat.property("SubnetId")) == plain(association.property("SubnetId")) == "${PublicSubnet1}"
    assert plain(association.property("RouteTableId")) == plain(route.property("RouteTableId")) == "${PublicRouteTable}"
    assert route.property("DestinationCidrBlock") == "0.0.0.0/0"
    assert plain(route.property("GatewayId")) == "${InternetGateway}"
    zones = [with_nat.resource(name).property("AvailabilityZoneId") for name in ("PublicSubnet1", "PrivateSubnet1")]
    assert zones[0] == zones[1]
    assert plain(with_nat.resource("AttachGateway").property("InternetGatewayId")) == "${InternetGateway}"


def test_the_nat_has_an_address_of_its_own(with_nat: Stack) -> None:
    assert plain(with_nat.resource("NatGateway").property("AllocationId")) == "${NatAddress.AllocationId}"
    assert with_nat.resource("NatAddress").property("Domain") == "vpc"


def test_nothing_uses_the_gateway_before_it_is_attached(with_nat: Stack) -> None:
    for name in ("PublicRoute", "NatAddress", "NatGateway"):
        assert with_nat.depends_on(name, "AttachGateway")
    assert with_nat.depends_on("NatGateway", "PublicRoute")
    assert with_nat.depends_on("NatGateway", "PublicSubnet1Association")


def test_functions_get_nothing_in_and_only_https_out(stack: Stack) -> None:
    group = stack.resource("LambdaSecurityGroup")
    assert not group.has("SecurityGroupIngress")
    (out,) = group.property("SecurityGroupEgress")
    assert ports(out) == ("tcp", 443, 443)
    attached = [
        rule for rule in all_of(stack, "AWS::EC2::SecurityGroupIngress") if "Lambda" in plain(rule.property("GroupId"))
    ]
    assert attached == []


def test_functions_reach_buckets_and_tables_at_their_public_addresses(stack: Stack) -> None:
    """Gateway endpoints change the route, not the address."""
    (out,) = stack.resource("LambdaSecurityGroup").property("SecurityGroupEgress")
    assert out["CidrIp"] == "0.0.0.0/0"


def ports(rule: dict[str, Any]) -> tuple[str, int, int]:
    return rule["IpProtocol"], rule["FromPort"], rule["ToPort"]


def test_endpoints_take_https_from_the_network(stack: Stack) -> None:
    own = stack.resource("TradingVPC").property("CidrBlock")
    for direction in ("SecurityGroupIngress", "SecurityGroupEgress"):
        (rule,) = stack.resource("EndpointSecurityGroup").property(direction)
        assert ports(rule) == ("tcp", 443, 443)
        assert rule["CidrIp"] == own


@pytest.mark.parametrize(("logical_id", "service"), [("S3Endpoint", "s3"), ("DynamoDBEndpoint", "dynamodb")])
def test_buckets_and_tables_are_reached_by_route(logical_id: str, service: str, stack: Stack) -> None:
    endpoint = stack.resource(logical_id)
    assert endpoint.property("ServiceName") == f"com.amazonaws.{stack.region}.{service}"
    assert endpoint.property("VpcEndpointType") == "Gateway"
    assert plain(endpoint.property("RouteTableIds")) == ["${PrivateRouteTable}"]


@pytest.mark.parametrize("action", ["s3:PutObject", "s3:GetObject"])
def test_only_our_bucket_is_reached(action: str, stack: Stack) -> None:
    policy = stack.resource("S3Endpoint").property("PolicyDocument")
    ours = f"arn:aws:s3:::{stack.resource('TradingDataBucket').property('BucketName')}"
    assert accepts(policy, ANYONE, action, f"{ours}/rejected/1", OURS)
    assert accepts(policy, ANYONE, "s3:ListBucket", ours, OURS)
    assert not accepts(policy, ANYONE, action, "arn:aws:s3:::elsewhere/rejected/1", OURS)
    assert not accepts(policy, ANYONE, action, f"{ours}/rejected/1", {"aws:PrincipalAccount": "210987654321"})


@pytest.mark.parametrize("action", ["BatchGetItem", "BatchWriteItem", "GetItem", "PutItem", "Query", "UpdateItem"])
def test_only_our_table_is_reached(action: str, stack: Stack) -> None:
    policy = stack.resource("DynamoDBEndpoint").property("PolicyDocument")
    name = stack.resource("AnalyticsFunction").property("Environment.Variables.TABLE_NAME")
    tables = f"arn:aws:dynamodb:{stack.region}:{ACCOUNT}:table"
    assert accepts(policy, ANYONE, f"dynamodb:{action}", f"{tables}/{name}", OURS)
    assert not accepts(policy, ANYONE, f"dynamodb:{action}", f"{tables}/other", OURS)
    assert not accepts(policy, ANYONE, f"dynamodb:{action}", f"{tables}/{name}", {"aws:PrincipalAccount": "2"})


def test_dead_letters_leave_the_network_without_any_option(stack: Stack) -> None:
    """The function in the network has no other way to its queue, and there is a queue in every shape."""
    endpoint = stack.resource("SqsEndpoint")
    assert reach(endpoint) == reach_of("sqs", stack)
    queue = f"arn:aws:sqs:{stack.region}:{ACCOUNT}:{stack.resource('AnalyticsDlq').property('QueueName')}"
    send = (endpoint.property("PolicyDocument"), ANYONE, "sqs:SendMessage")
    assert accepts(*send, queue, OURS)
    assert not accepts(*send, f"{queue}-other", OURS)
    assert not accepts(*send, queue, {"aws:PrincipalAccount": "210987654321"})


def reach(endpoint: Resource) -> dict[str, Any]:
    names = ("ServiceName", "VpcEndpointType", "PrivateDnsEnabled", "SubnetIds", "SecurityGroupIds")
    return {name: plain(endpoint.property(name)) for name in names}


def reach_of(service: str, stack: Stack) -> dict[str, Any]:
    """In every zone, under the service's own name, behind the group of endpoints."""
    return {
        "ServiceName": f"com.amazonaws.{stack.region}.{service}",
        "VpcEndpointType": "Interface",
        "PrivateDnsEnabled": True,
        "SubnetIds": REFS,
        "SecurityGroupIds": ["${EndpointSecurityGroup.GroupId}"],
    }


@pytest.mark.parametrize(("logical_id", "service", "action"), OPTIONAL)
def test_other_services_are_reached_inside_if_asked_for(
    logical_id: str, service: str, action: str, pair: Callable[..., Pair]
) -> None:
    for stack in pair():
        assert logical_id not in stack
    for stack in pair(InterfaceEndpoints="true"):
        assert reach(stack.resource(logical_id)) == reach_of(service, stack)


@pytest.mark.parametrize(("logical_id", "service", "action"), OPTIONAL)
def test_an_endpoint_serves_its_own_service_to_our_account_alone(
    logical_id: str, service: str, action: str, pair: Callable[..., Pair]
) -> None:
    for stack in pair(InterfaceEndpoints="true"):
        policy = stack.resource(logical_id).property("PolicyDocument")
        assert accepts(policy, ANYONE, action, "*", OURS)
        assert not accepts(policy, ANYONE, action, "*", {"aws:PrincipalAccount": "210987654321"})
        assert not accepts(policy, ANYONE, "iam:PassRole", "*", OURS)


def test_every_flow_of_the_network_is_logged(stack: Stack) -> None:
    flow = stack.resource("VpcFlowLog")
    assert (flow.property("ResourceType"), plain(flow.property("ResourceId"))) == ("VPC", "${TradingVPC}")
    assert flow.property("TrafficType") == "ALL"
    assert flow.property("MaxAggregationInterval") == 60
    assert flow.property("LogDestinationType") == "cloud-watch-logs"
    assert flow.property("LogGroupName") == stack.resource("FlowLogGroup").property("LogGroupName")


def test_flow_logs_are_written_by_a_role_that_can_do_nothing_else(stack: Stack) -> None:
    role, flow = stack.resource("FlowLogRole"), stack.resource("VpcFlowLog")
    assert flow.property("DeliverLogsPermissionArn") == f"arn:aws:iam::{ACCOUNT}:role/{role.property('RoleName')}"
    groups = f"arn:aws:logs:{stack.region}:{ACCOUNT}:log-group"
    for action in ("logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"):
        assert allows(role, action, f"{groups}:{flow.property('LogGroupName')}:log-stream:eni-1")
        assert not allows(role, action, f"{groups}:/aws/other:log-stream:eni-1")
    assert allows(role, "logs:DescribeLogGroups", "*")


def test_only_flow_logs_of_this_account_and_region_may_be_that_role(stack: Stack) -> None:
    ours = {
        "aws:SourceAccount": ACCOUNT,
        "aws:SourceArn": f"arn:aws:ec2:{stack.region}:{ACCOUNT}:vpc-flow-log/fl-1",
    }
    role, service = stack.resource("FlowLogRole"), "vpc-flow-logs.amazonaws.com"
    assert trusts(role, service, ours)
    assert not trusts(role, service, {**ours, "aws:SourceAccount": "210987654321"})
    assert not trusts(role, service, {**ours, "aws:SourceArn": f"arn:aws:ec2:us-west-2:{ACCOUNT}:vpc-flow-log/fl-1"})


def test_flow_logs_are_encrypted_and_kept_as_long_as_asked(pair: Callable[..., Pair]) -> None:
    for stack in pair(LogRetentionDays="400"):
        group = stack.resource("FlowLogGroup")
        assert (group.attribute("DeletionPolicy"), group.attribute("UpdateReplacePolicy")) == ("Delete", "Delete")
        assert group.property("RetentionInDays") == 400
        assert plain(group.property("KmsKeyId")) == "${PlatformKey.Arn}"
        arn = f"arn:aws:logs:{stack.region}:{ACCOUNT}:log-group:{group.property('LogGroupName')}"
        assert accepts(
            stack.resource("PlatformKey").property("KeyPolicy"),
            f"logs.{stack.region}.amazonaws.com",
            "kms:GenerateDataKey",
            "*",
            {"kms:EncryptionContext:aws:logs:arn": arn},
        )
