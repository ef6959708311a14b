"""AWS::EC2::InternetGateway and AWS::EC2::VPCGatewayAttachment."""

import pytest

from tapstack.simulate.resources import RefusedError

KIND, ATTACHMENT = "AWS::EC2::InternetGateway", "AWS::EC2::VPCGatewayAttachment"
TAGS = [{"Key": "Name", "Value": "trading"}]


def test_what_the_template_gives_of_a_gateway_is_told_back(making):
    wanted, made = making.create(KIND, Tags=TAGS)
    assert making.read(wanted, made) == {"Tags": TAGS}
    assert made.physical_id == made.attributes["InternetGatewayId"]


def test_a_gateway_gets_other_tags_in_place(making):
    wanted, made = making.create(KIND, Tags=TAGS)
    after, made = making.update(wanted, made, Tags=[{"Key": "Stage", "Value": "test"}])
    assert making.read(after, made) == {"Tags": [{"Key": "Stage", "Value": "test"}]}


def test_deleting_a_gateway_that_is_gone_is_no_error(making):
    gateway = making.create(KIND)
    making.delete(*gateway)
    assert making.read(*gateway) == {}
    making.delete(*gateway)


def test_a_gateway_that_is_attached_stays_until_it_is_not(network):
    gateway = network.making.create(KIND)
    given = {"VpcId": network.id, "InternetGatewayId": gateway[1].physical_id}
    attachment = network.making.create(ATTACHMENT, **given)
    with pytest.raises(RefusedError, match="DependencyViolation: The internetGateway"):
        network.making.delete(*gateway)
    network.making.delete(*attachment)
    network.making.delete(*gateway)


def test_what_the_template_gives_of_an_attachment_is_told_back(network):
    wanted, made = network.gateway()
    assert network.making.read(wanted, made) == wanted.properties


def test_ref_is_the_kind_of_the_gateway_and_the_network(network):
    _, made = network.gateway()
    assert made.physical_id == f"IGW|{network.id}"
    assert made.attributes == {"AttachmentType": "IGW"}


def test_a_second_gateway_in_one_network_is_refused(network):
    network.gateway()
    with pytest.raises(RefusedError, match=f"Network {network.id} already has an internet gateway"):
        network.gateway("Other")


def test_a_gateway_is_in_one_network(network, network_of):
    wanted, _ = network.gateway()
    other = network_of(network.making, "10.2.0.0/16")
    given = {"VpcId": other.id, "InternetGatewayId": wanted.properties["InternetGatewayId"]}
    with pytest.raises(RefusedError, match="AlreadyAssociated"):
        network.making.create(ATTACHMENT, "Second", **given)


def test_an_update_puts_another_gateway_in_place_of_the_first(network):
    wanted, made = network.gateway()
    other = network.making.create(KIND, "Other")[1].physical_id
    after, made = network.making.update(wanted, made, VpcId=network.id, InternetGatewayId=other)
    assert network.making.read(after, made) == after.properties
    assert network.making.read(wanted, made) == {}


def test_a_gateway_stays_attached_while_anything_has_a_public_address(network):
    attachment, nat = network.gateway(), network.nat()
    with pytest.raises(RefusedError, match=f"DependencyViolation: Network {network.id} has some mapped public address"):
        network.making.delete(*attachment)
    network.making.delete(*nat)
    network.making.delete(*attachment)


def test_detaching_a_gateway_that_is_not_attached_is_no_error(network):
    attachment = network.gateway()
    network.making.delete(*attachment)
    assert network.making.read(*attachment) == {}
    network.making.delete(*attachment)
