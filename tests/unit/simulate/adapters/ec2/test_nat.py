"""AWS::EC2::EIP and AWS::EC2::NatGateway."""

import pytest

from tapstack.simulate.resources import RefusedError, UnsupportedError

ADDRESS, KIND = "AWS::EC2::EIP", "AWS::EC2::NatGateway"
TAGS = [{"Key": "Name", "Value": "trading"}]


def addresses(making):
    return making.bench.client("ec2").describe_addresses()["Addresses"]


def test_what_the_template_gives_of_an_address_is_told_back(making):
    given = {"Domain": "vpc", "Tags": TAGS}
    assert making.read(*making.create(ADDRESS, **given)) == given


def test_ref_is_the_address_itself(making):
    _, made = making.create(ADDRESS, Domain="vpc")
    (there,) = addresses(making)
    assert made.physical_id == made.attributes["PublicIp"] == there["PublicIp"]
    assert made.attributes["AllocationId"] == there["AllocationId"]


def test_an_address_of_an_instance_is_not_supported(making):
    with pytest.raises(UnsupportedError, match="has InstanceId"):
        making.create(ADDRESS, Domain="vpc", InstanceId="i-0")


def test_an_address_gets_other_tags_in_place(making):
    wanted, made = making.create(ADDRESS, Domain="vpc", Tags=TAGS)
    after, made = making.update(wanted, made, Domain="vpc")
    assert making.read(after, made)["Tags"] == []


def test_releasing_an_address_that_is_gone_is_no_error(making):
    address = making.create(ADDRESS, Domain="vpc")
    making.delete(*address)
    assert addresses(making) == []
    assert making.read(*address) == {}
    making.delete(*address)


def test_an_address_stays_until_its_gateway_is_gone(network):
    address = network.making.create(ADDRESS, "Address", Domain="vpc")
    given = {"SubnetId": network.subnet_id, "AllocationId": address[1].attributes["AllocationId"]}
    gateway = network.making.create(KIND, **given)
    with pytest.raises(RefusedError, match="InUse"):
        network.making.delete(*address)
    network.making.delete(*gateway)
    network.making.delete(*address)


def test_what_the_template_gives_of_a_gateway_is_told_back(network):
    allocation = network.making.create(ADDRESS, "Address", Domain="vpc")[1].attributes["AllocationId"]
    given = {
        "SubnetId": network.subnet_id,
        "AllocationId": allocation,
        "ConnectivityType": "public",
        "Tags": TAGS,
    }
    assert network.making.read(*network.making.create(KIND, **given)) == given


def test_a_gateway_is_public_unless_it_is_said(network):
    assert network.making.read(*network.nat())["ConnectivityType"] == "public"


def test_a_private_gateway_has_no_address(network):
    given = {"SubnetId": network.subnet_id, "ConnectivityType": "private"}
    told = network.making.read(*network.making.create(KIND, **given))
    assert told["ConnectivityType"] == "private"
    assert "AllocationId" not in told


def test_ref_is_the_id_and_its_interface_is_an_attribute(network):
    _, made = network.nat()
    (card,) = network.making.bench.client("ec2").describe_network_interfaces()["NetworkInterfaces"]
    assert made.physical_id == made.attributes["NatGatewayId"]
    assert made.attributes["EniId"] == card["NetworkInterfaceId"]


def test_an_address_is_of_one_gateway(network):
    wanted, _ = network.nat()
    with pytest.raises(RefusedError, match="AlreadyAssociated"):
        network.making.create(KIND, "Other", **wanted.properties)


def test_what_moto_drops_is_recorded(network):
    given = {"SubnetId": network.subnet_id, "ConnectivityType": "private", "PrivateIpAddress": "10.0.0.9"}
    _, made = network.making.create(KIND, **given)
    kept = network.making.cloud.records.get("us-east-1", KIND, made.physical_id)
    assert kept == {"PrivateIpAddress": "10.0.0.9"}


def test_a_gateway_gets_other_tags_in_place(network):
    wanted, made = network.nat()
    after, made = network.making.update(wanted, made, **wanted.properties, Tags=TAGS)
    assert network.making.read(after, made)["Tags"] == TAGS


def test_with_a_gateway_its_interface_goes_and_its_address_is_free(network):
    gateway = network.nat()
    network.making.delete(*gateway)
    assert network.making.bench.client("ec2").describe_network_interfaces()["NetworkInterfaces"] == []
    assert "AssociationId" not in addresses(network.making)[0]


def test_deleting_a_gateway_that_is_gone_is_no_error(network):
    gateway = network.nat()
    network.making.delete(*gateway)
    assert network.making.read(*gateway) == {}
    network.making.delete(*gateway)
