"""AWS::EC2::Subnet."""

import pytest

from tapstack.simulate.resources import RefusedError

KIND = "AWS::EC2::Subnet"
RANGE = {"CidrBlock": "10.0.1.0/24"}
TAGS = [{"Key": "Name", "Value": "private"}]
SIX = "2001:db8:1234:1a00::/64"


@pytest.mark.parametrize("zone", [{"AvailabilityZone": "us-east-1b"}, {"AvailabilityZoneId": "use1-az2"}])
def test_everything_that_the_template_gives_is_told_back(network, zone):
    whole = {"VpcId": network.id, **RANGE, **zone, "MapPublicIpOnLaunch": True, "Tags": TAGS}
    told = network.making.read(*network.making.create(KIND, **whole))
    assert {name: told[name] for name in whole} == whole


def test_ref_is_the_id(network):
    _, made = network.making.create(KIND, VpcId=network.id, **RANGE)
    assert made.physical_id.startswith("subnet-")
    assert made.attributes["SubnetId"] == made.physical_id


def test_the_zone_is_an_attribute_by_name_and_by_id(network):
    _, made = network.making.create(KIND, VpcId=network.id, **RANGE, AvailabilityZone="us-east-1b")
    client = network.making.bench.client("ec2")
    (zone,) = client.describe_availability_zones(ZoneNames=["us-east-1b"])["AvailabilityZones"]
    assert made.attributes["AvailabilityZone"] == "us-east-1b"
    assert made.attributes["AvailabilityZoneId"] == zone["ZoneId"]


def test_a_subnet_without_a_zone_is_in_one_of_its_region(peer):
    _, made = peer.making.create(KIND, VpcId=peer.id, CidrBlock="10.1.1.0/24")
    assert made.attributes["AvailabilityZone"].startswith("eu-central-1")


def test_the_network_list_that_ec2_puts_it_in_is_an_attribute(network):
    _, made = network.making.create(KIND, VpcId=network.id, **RANGE)
    acls = network.making.bench.client("ec2").describe_network_acls()["NetworkAcls"]
    (mine,) = [one for acl in acls for one in acl["Associations"] if one["SubnetId"] == made.physical_id]
    assert made.attributes["NetworkAclAssociationId"] == mine["NetworkAclAssociationId"]


def test_a_range_of_ipv6_is_told_back_and_an_attribute(network):
    given = {"VpcId": network.id, **RANGE, "Ipv6CidrBlock": SIX, "AssignIpv6AddressOnCreation": True}
    wanted, made = network.making.create(KIND, **given)
    told = network.making.read(wanted, made)
    assert {name: told[name] for name in given} == given
    assert made.attributes["Ipv6CidrBlocks"] == [SIX]


def test_what_moto_drops_is_recorded(network):
    options = {"HostnameType": "resource-name"}
    _, made = network.making.create(KIND, VpcId=network.id, **RANGE, PrivateDnsNameOptionsOnLaunch=options)
    kept = network.making.cloud.records.get("us-east-1", KIND, made.physical_id)
    assert kept == {"PrivateDnsNameOptionsOnLaunch": options}


def test_an_update_sets_what_is_new_and_resets_what_is_gone(network):
    making, given = network.making, {"VpcId": network.id, **RANGE}
    wanted, made = making.create(KIND, **given, MapPublicIpOnLaunch=True, Tags=TAGS)
    after, made = making.update(wanted, made, **given, Tags=[{"Key": "Stage", "Value": "test"}])
    told = making.read(after, made)
    assert told["MapPublicIpOnLaunch"] is False
    assert told["Tags"] == [{"Key": "Stage", "Value": "test"}]


@pytest.mark.parametrize(("cidr", "code"), [("10.0.0.0/25", "Conflict"), ("10.9.0.0/24", "Range")])
def test_a_range_that_is_taken_or_outside_of_the_network_is_refused(network, cidr, code):
    with pytest.raises(RefusedError, match=f"InvalidSubnet.{code}"):
        network.making.create(KIND, VpcId=network.id, CidrBlock=cidr)


def test_a_subnet_of_no_network_is_refused(making):
    with pytest.raises(RefusedError, match="InvalidVpcID"):
        making.create(KIND, VpcId="vpc-0", **RANGE)


def test_deleting_a_subnet_that_is_gone_is_no_error(network):
    network.making.delete(*network.subnet)
    assert network.making.read(*network.subnet) == {}
    network.making.delete(*network.subnet)


@pytest.mark.parametrize("inside", ["nat", "endpoint"])
def test_a_subnet_with_a_gateway_or_an_endpoint_stays_until_that_is_gone(network, inside):
    network.gateway()
    thing = getattr(network, inside)()
    with pytest.raises(RefusedError, match=f"DependencyViolation: The subnet '{network.subnet_id}' has dependencies"):
        network.making.delete(*network.subnet)
    network.making.delete(*thing)
    network.making.delete(*network.subnet)


def test_a_subnet_with_a_function_stays_until_that_is_gone(network):
    function = network.function(network.group()[1].physical_id)
    with pytest.raises(RefusedError, match="DependencyViolation"):
        network.making.delete(*network.subnet)
    network.making.delete(*function)
    network.making.delete(*network.subnet)


def test_deleting_a_subnet_ends_its_association_with_a_table(network):
    joined = {"SubnetId": network.subnet_id, "RouteTableId": network.table_id}
    network.making.create("AWS::EC2::SubnetRouteTableAssociation", **joined)
    network.making.delete(*network.subnet)
    network.making.delete(*network.table)
