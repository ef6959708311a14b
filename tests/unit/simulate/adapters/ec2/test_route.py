"""AWS::EC2::Route."""

import pytest

from tapstack.simulate.resources import RefusedError, UnsupportedError

KIND = "AWS::EC2::Route"
ALL, ALL_SIX = {"DestinationCidrBlock": "0.0.0.0/0"}, {"DestinationIpv6CidrBlock": "::/0"}


def gateway(network, name="Gateway"):
    return {"GatewayId": network.gateway(name)[0].properties["InternetGatewayId"]}


def nat(network):
    return {"NatGatewayId": network.nat()[1].physical_id}


def peering(network, peer):
    given = {"VpcId": network.id, "PeerVpcId": peer.id, "PeerRegion": "eu-central-1"}
    return network.making.create("AWS::EC2::VPCPeeringConnection", **given)[1].physical_id


def test_a_route_to_an_internet_gateway_is_told_back(network):
    given = {"RouteTableId": network.table_id, **ALL, **gateway(network)}
    assert network.making.read(*network.making.create(KIND, **given)) == given


def test_a_route_of_ipv6_is_told_back(network):
    given = {"RouteTableId": network.table_id, **ALL_SIX, **gateway(network)}
    assert network.making.read(*network.making.create(KIND, **given)) == given


def test_a_route_to_a_nat_gateway_is_told_back(network):
    given = {"RouteTableId": network.table_id, **ALL, **nat(network)}
    assert network.making.read(*network.making.create(KIND, **given)) == given


def test_a_route_to_a_peer_is_told_back(network, peer):
    given = {
        "RouteTableId": network.table_id,
        "DestinationCidrBlock": "10.1.0.0/16",
        "VpcPeeringConnectionId": peering(network, peer),
    }
    assert network.making.read(*network.making.create(KIND, **given)) == given


@pytest.mark.parametrize("destination", [ALL, ALL_SIX])
def test_ref_is_the_table_and_the_destination(network, destination):
    _, made = network.making.create(KIND, RouteTableId=network.table_id, **destination, **gateway(network))
    (text,) = destination.values()
    assert made.physical_id == f"{network.table_id}|{text}"
    assert made.attributes["CidrBlock"] == text


def test_a_second_route_of_one_destination_is_refused_and_the_first_stays(network):
    given = {"RouteTableId": network.table_id, **ALL}
    first = network.making.create(KIND, **given, **gateway(network))
    with pytest.raises(RefusedError, match=r"RouteAlreadyExists: The route identified by 0.0.0.0/0 already exists\."):
        network.making.create(KIND, "Other", **given, **nat(network))
    assert network.making.read(*first) == first[0].properties


def test_a_route_to_what_is_not_there_is_refused_and_leaves_nothing(network):
    given = {"RouteTableId": network.table_id, **ALL}
    with pytest.raises(RefusedError, match="InvalidNatGatewayID"):
        network.making.create(KIND, **given, NatGatewayId="nat-0")
    network.making.create(KIND, **given, **gateway(network))


def test_a_route_in_a_table_that_is_not_there_is_refused(network):
    with pytest.raises(RefusedError, match="InvalidRouteTableID"):
        network.making.create(KIND, RouteTableId="rtb-0", **ALL, **gateway(network))


def test_a_target_that_moto_does_not_hold_is_not_supported(network):
    with pytest.raises(UnsupportedError, match="has CoreNetworkArn"):
        network.making.create(KIND, RouteTableId=network.table_id, **ALL, CoreNetworkArn="arn:aws:x")


@pytest.mark.parametrize("destination", [ALL, ALL_SIX])
def test_an_update_gives_the_route_another_target(network, destination):
    given = {"RouteTableId": network.table_id, **destination}
    wanted, made = network.making.create(KIND, **given, **gateway(network))
    after, made = network.making.update(wanted, made, **given, **nat(network))
    assert network.making.read(after, made) == after.properties


def test_an_update_to_a_target_that_is_not_there_leaves_the_route_as_it_was(network):
    given = {"RouteTableId": network.table_id, **ALL}
    wanted, made = network.making.create(KIND, **given, **gateway(network))
    with pytest.raises(RefusedError, match="InvalidNatGatewayID"):
        network.making.update(wanted, made, **given, NatGatewayId="nat-0")
    assert network.making.read(wanted, made) == wanted.properties


@pytest.mark.parametrize("destination", [ALL, ALL_SIX])
def test_deleting_a_route_that_is_gone_is_no_error(network, destination):
    route = network.making.create(KIND, RouteTableId=network.table_id, **destination, **gateway(network))
    network.making.delete(*route)
    assert network.making.read(*route) == {}
    network.making.delete(*route)


def test_deleting_a_route_whose_table_is_gone_is_no_error(network):
    route = network.making.create(KIND, RouteTableId=network.table_id, **ALL, **gateway(network))
    network.making.delete(*network.table)
    network.making.delete(*route)
