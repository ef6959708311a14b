"""Limitation 3, no peering: two networks that do not overlap, joined, with routes both ways."""

import ipaddress
from collections.abc import Callable

import pytest

from tapstack.pytest_plugin import RefusedError, Stack
from tests.place import ACCOUNT, SOURCE, TARGET
from tests.unit.stack.conftest import Pair
from tests.unit.stack.iam import allows
from tests.unit.stack.values import plain, tags


def network(stack: Stack) -> ipaddress.IPv4Network:
    return ipaddress.IPv4Network(stack.resource("TradingVPC").property("CidrBlock"))


def test_the_networks_do_not_overlap(source: Stack, target: Stack) -> None:
    assert not network(source).overlaps(network(target))


def test_each_region_has_the_range_of_its_parameter(pair: Callable[..., Pair]) -> None:
    source, target = pair(SourceVpcCidr="10.64.0.0/16", TargetVpcCidr="172.16.0.0/16")
    assert (str(network(source)), str(network(target))) == ("10.64.0.0/16", "172.16.0.0/16")


def test_two_networks_of_one_range_are_refused(pair: Callable[..., Pair]) -> None:
    with pytest.raises(RefusedError, match="SourceVpcCidr and TargetVpcCidr must differ"):
        pair(SourceVpcCidr="10.64.0.0/16", TargetVpcCidr="10.64.0.0/16")


@pytest.mark.parametrize("cidr", ["10.0.0.0/15", "10.0.0.0/21", "10.0.8.0/20", "8.8.0.0/16", "172.32.0.0/16"])
def test_ranges_that_no_network_can_have_are_refused(cidr: str, pair: Callable[..., Pair]) -> None:
    """A network has 16 to 28 bits, a /21 has no room for three zones here, and the rest is not private or not whole."""
    with pytest.raises(RefusedError, match="SourceVpcCidr"):
        pair(SourceVpcCidr=cidr)


def test_the_source_asks_for_the_peering_alone(source: Stack, target: Stack) -> None:
    """Two that ask would make two connections."""
    for logical_id in ("PeerContract", "VpcPeering", "PeerRoute", "PeerRoutes"):
        assert logical_id in source
        assert logical_id not in target


def test_the_peering_joins_the_two_networks(source: Stack) -> None:
    peering = source.resource("VpcPeering")
    assert plain(peering.property("VpcId")) == "${TradingVPC}"
    assert plain(peering.property("PeerVpcId")) == "${PeerContract.VpcId}"
    assert peering.property("PeerRegion") == TARGET


def test_the_contract_is_read_where_the_target_publishes_it(source: Stack, target: Stack) -> None:
    contract = source.resource("PeerContract")
    assert contract.property("PeerRegion") == TARGET
    for logical_id, key in (("ContractVpcId", "VpcId"), ("ContractRouteTableIds", "RouteTableIds")):
        published = target.resource(logical_id).property("Name")
        assert published == f"{contract.property('ContractPath')}/{key}"


def test_the_contract_is_read_again_when_its_revision_is_raised(pair: Callable[..., Pair]) -> None:
    """CloudFormation asks a custom resource again only if one of its properties changed."""
    read = [pair(ContractRevision=revision)[0].resource("PeerContract").properties for revision in ("1", "2")]
    assert plain(read[0]) != plain(read[1])


def test_the_contract_and_the_way_back_are_the_work_of_the_sources_own_function(source: Stack) -> None:
    name = source.resource("ControlFunction").property("FunctionName")
    for logical_id in ("PeerContract", "PeerRoutes"):
        token = source.resource(logical_id).property("ServiceToken")
        assert token == f"arn:aws:lambda:{SOURCE}:{ACCOUNT}:function:{name}"


@pytest.mark.parametrize(
    ("logical_id", "value"),
    [("ContractVpcId", "${TradingVPC}"), ("ContractRouteTableIds", "${PrivateRouteTable}")],
)
def test_the_target_publishes_what_the_peering_needs(logical_id: str, value: str, target: Stack) -> None:
    assert plain(target.resource(logical_id).property("Value")) == value
    assert target.resource(logical_id).property("Type") == "String"


def test_the_source_knows_the_way_to_the_target(source: Stack, target: Stack) -> None:
    route = source.resource("PeerRoute")
    assert route.property("DestinationCidrBlock") == str(network(target))
    assert plain(route.property("VpcPeeringConnectionId")) == "${VpcPeering}"
    assert plain(route.property("RouteTableId")) == "${PrivateRouteTable}"


def test_the_target_knows_the_way_back(source: Stack) -> None:
    """Made by a custom resource: the peering's id is not known before the target's stack is done."""
    back = source.resource("PeerRoutes")
    assert back.property("PeerRegion") == TARGET
    assert back.property("DestinationCidr") == str(network(source))
    assert plain(back.property("PeeringConnectionId")) == "${VpcPeering}"
    assert plain(back.property("RouteTableIds")) == "${PeerContract.RouteTableIds}"
    assert back.depends_on("VpcPeering")


def table_in_target(**tag: str) -> tuple[str, dict[str, str]]:
    return f"arn:aws:ec2:{TARGET}:{ACCOUNT}:route-table/rtb-1", {f"aws:ResourceTag/{key}": tag[key] for key in tag}


@pytest.mark.parametrize("action", ["ec2:CreateRoute", "ec2:ReplaceRoute", "ec2:DeleteRoute"])
def test_the_provider_changes_routes_of_our_tables_only(action: str, source: Stack, target: Stack) -> None:
    role, ours = source.resource("ControlRole"), tags(target.resource("PrivateRouteTable").property("Tags"))["Name"]
    resource, context = table_in_target(Name=ours)
    assert allows(role, action, resource, context)
    assert not allows(role, action, resource, table_in_target(Name="other")[1])
    assert not allows(role, action, resource.replace(TARGET, SOURCE), context)


@pytest.mark.parametrize("region", [SOURCE, TARGET])
def test_the_provider_lets_names_be_resolved_on_both_sides(region: str, source: Stack) -> None:
    role = source.resource("ControlRole")
    connection = f"arn:aws:ec2:{region}:{ACCOUNT}:vpc-peering-connection/pcx-1"
    assert allows(role, "ec2:ModifyVpcPeeringConnectionOptions", connection)
    for action in ("ec2:DescribeVpcPeeringConnections", "ec2:DescribeRouteTables"):
        assert allows(role, action, "*", {"aws:RequestedRegion": region})
        assert not allows(role, action, "*", {"aws:RequestedRegion": "us-west-2"})


def test_names_resolve_in_both_networks(source: Stack, target: Stack) -> None:
    """A private zone and the options of the peering need both."""
    for stack in (source, target):
        assert stack.resource("TradingVPC").property("EnableDnsHostnames") is True
        assert stack.resource("TradingVPC").property("EnableDnsSupport") is True


def test_each_side_lets_the_other_in_by_its_range(source: Stack, target: Stack) -> None:
    """Security groups cannot be named across regions."""
    for here, there in ((source, target), (target, source)):
        rule = here.resource("PeerIngressRule")
        assert rule.property("CidrIp") == str(network(there))
        assert plain(rule.property("GroupId")) == "${EndpointSecurityGroup.GroupId}"
        assert (rule.property("IpProtocol"), rule.property("FromPort"), rule.property("ToPort")) == ("tcp", 443, 443)


def test_the_peering_is_made_before_anything_that_uses_it(source: Stack) -> None:
    assert source.depends_on("VpcPeering", "PeerContract")
    assert source.depends_on("PeerRoute", "VpcPeering")
    assert source.depends_on("PeerContract", "ControlFunction")
