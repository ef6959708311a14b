"""AWS::EC2::VPCEndpoint."""

import pytest

from tapstack.simulate.resources import RefusedError

KIND = "AWS::EC2::VPCEndpoint"
S3 = "com.amazonaws.us-east-1.s3"
POLICY = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}],
}
TAGS = [{"Key": "Name", "Value": "trading"}]


def to_s3(network, *tables, name="S3", **properties):
    given = {"VpcId": network.id, "ServiceName": S3, "VpcEndpointType": "Gateway", "RouteTableIds": list(tables)}
    return network.making.create(KIND, name, **{**given, **properties})


def targets(network, table):
    (about,) = network.making.bench.client("ec2").describe_route_tables(RouteTableIds=[table])["RouteTables"]
    return [route["GatewayId"] for route in about["Routes"] if "DestinationPrefixListId" in route]


def other_table(network):
    return network.making.create("AWS::EC2::RouteTable", "Other", VpcId=network.id)[1].physical_id


def policy_of(network, made):
    (about,) = network.making.bench.client("ec2").describe_vpc_endpoints(VpcEndpointIds=[made.physical_id])[
        "VpcEndpoints"
    ]
    return about["PolicyDocument"]


def told_of(network, wanted, made):
    told = network.making.read(wanted, made)
    return {name: told.get(name) for name in wanted.properties}


def test_a_gateway_endpoint_is_told_back(network):
    wanted, made = to_s3(network, network.table_id, PolicyDocument=POLICY, Tags=TAGS)
    assert told_of(network, wanted, made) == wanted.properties


@pytest.mark.parametrize("private", [True, False])
def test_an_interface_endpoint_is_told_back(network, private):
    groups = [network.group()[1].physical_id]
    wanted, made = network.endpoint(
        SecurityGroupIds=groups, PolicyDocument=POLICY, PrivateDnsEnabled=private, Tags=TAGS
    )
    assert told_of(network, wanted, made) == wanted.properties


def test_ref_is_the_id(network):
    _, made = to_s3(network, network.table_id)
    assert made.physical_id.startswith("vpce-")
    assert made.attributes["Id"] == made.physical_id


def test_an_interface_endpoint_has_an_interface_in_each_subnet_and_a_name(network):
    other = network.making.create("AWS::EC2::Subnet", "Other", VpcId=network.id, CidrBlock="10.0.1.0/24")
    _, made = network.endpoint(SubnetIds=[network.subnet_id, other[1].physical_id])
    cards = network.making.bench.client("ec2").describe_network_interfaces()["NetworkInterfaces"]
    assert made.attributes["NetworkInterfaceIds"] == [one["NetworkInterfaceId"] for one in cards]
    assert sorted(one["SubnetId"] for one in cards) == sorted([network.subnet_id, other[1].physical_id])
    (name,) = made.attributes["DnsEntries"]
    assert f":{made.physical_id}-" in name


def test_a_gateway_endpoint_has_neither_interface_nor_name(network):
    _, made = to_s3(network, network.table_id)
    assert made.attributes["NetworkInterfaceIds"] == made.attributes["DnsEntries"] == []


def test_the_time_is_told_as_cloudformation_tells_it(network):
    _, made = to_s3(network)
    assert made.attributes["CreationTimestamp"] == "Mon Jan 05 09:00:00 UTC 2026"


def test_an_endpoint_without_a_type_is_a_gateway(network):
    given = {"VpcId": network.id, "ServiceName": S3, "RouteTableIds": [network.table_id]}
    endpoint = network.making.create(KIND, **given)
    assert network.making.read(*endpoint)["VpcEndpointType"] == "Gateway"
    network.making.delete(*endpoint)
    assert targets(network, network.table_id) == []


def test_what_moto_drops_is_recorded(network):
    _, made = network.endpoint(IpAddressType="ipv4")
    kept = network.making.cloud.records.get("us-east-1", KIND, made.physical_id)
    assert kept["IpAddressType"] == "ipv4"


def test_a_table_has_one_endpoint_of_a_service(network):
    to_s3(network, network.table_id)
    with pytest.raises(RefusedError, match=f"RouteAlreadyExists: route table {network.table_id} already has a route"):
        to_s3(network, network.table_id, name="Second")


def test_an_update_moves_the_routes(network):
    other = other_table(network)
    wanted, made = to_s3(network, network.table_id)
    network.making.update(wanted, made, **{**wanted.properties, "RouteTableIds": [other]})
    assert targets(network, network.table_id) == []
    assert targets(network, other) == [made.physical_id]


def test_an_update_into_a_table_that_has_an_endpoint_of_the_service_is_refused(network):
    other = other_table(network)
    to_s3(network, network.table_id)
    wanted, made = to_s3(network, other, name="Second")
    with pytest.raises(RefusedError, match="RouteAlreadyExists"):
        network.making.update(wanted, made, **{**wanted.properties, "RouteTableIds": [network.table_id, other]})


def test_an_update_sets_policy_groups_and_tags(network):
    before, after = (network.group(name)[1].physical_id for name in ("Before", "After"))
    wanted, made = network.endpoint(SecurityGroupIds=[before])
    now = {**wanted.properties, "SecurityGroupIds": [after], "PolicyDocument": POLICY, "Tags": TAGS}
    wanted, made = network.making.update(wanted, made, **now)
    assert told_of(network, wanted, made) == now


def test_a_policy_that_is_given_no_more_is_the_open_one_again(network):
    plain = policy_of(network, to_s3(network, other_table(network), name="Plain")[1])
    wanted, made = to_s3(network, network.table_id, PolicyDocument=POLICY)
    given = {name: value for name, value in wanted.properties.items() if name != "PolicyDocument"}
    network.making.update(wanted, made, **given)
    assert policy_of(network, made) == plain


@pytest.mark.parametrize("lost", ["table", "route"])
def test_an_endpoint_is_deleted_even_where_its_route_is_lost(network, lost):
    endpoint, client = to_s3(network, network.table_id), network.making.bench.client("ec2")
    if lost == "table":
        network.making.delete(*network.table)
    else:
        (addresses,) = client.describe_managed_prefix_lists(Filters=[{"Name": "prefix-list-name", "Values": [S3]}])[
            "PrefixLists"
        ]
        client.delete_route(RouteTableId=network.table_id, DestinationPrefixListId=addresses["PrefixListId"])
    network.making.delete(*endpoint)
    assert network.making.read(*endpoint) == {}


def test_deleting_an_endpoint_that_is_gone_is_no_error(network):
    endpoint = network.endpoint()
    network.making.delete(*endpoint)
    assert network.making.read(*endpoint) == {}
    assert network.making.bench.client("ec2").describe_network_interfaces()["NetworkInterfaces"] == []
    network.making.delete(*endpoint)


def test_an_endpoint_that_was_deleted_leaves_room_for_another(network):
    network.making.delete(*to_s3(network, network.table_id))
    _, made = to_s3(network, network.table_id, name="Second")
    assert targets(network, network.table_id) == [made.physical_id]
