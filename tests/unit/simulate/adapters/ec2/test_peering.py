"""AWS::EC2::VPCPeeringConnection."""

import pytest

from tapstack.simulate.resources import RefusedError, UnsupportedError

KIND = "AWS::EC2::VPCPeeringConnection"


def joined(network, peer, name="It", **properties):
    region = peer.making.owner.region
    return network.making.create(
        KIND, name, **{"VpcId": network.id, "PeerVpcId": peer.id, "PeerRegion": region, **properties}
    )


def status(one, made):
    client = one.making.bench.client("ec2")
    (about,) = client.describe_vpc_peering_connections(VpcPeeringConnectionIds=[made.physical_id])[
        "VpcPeeringConnections"
    ]
    return about["Status"]["Code"]


def test_everything_that_the_template_gives_is_told_back(network, peer):
    wanted, made = joined(network, peer, PeerOwnerId="123456789012", Tags=[{"Key": "Name", "Value": "trading"}])
    assert network.making.read(wanted, made) == wanted.properties


def test_ref_is_the_id(network, peer):
    _, made = joined(network, peer)
    assert made.physical_id.startswith("pcx-")
    assert made.attributes == {"Id": made.physical_id}


def test_a_peering_is_accepted_in_the_other_region(network, peer):
    _, made = joined(network, peer)
    assert status(network, made) == status(peer, made) == "active"


def test_a_peering_in_one_region_is_accepted_too(network, network_of):
    other = network_of(network.making, "10.2.0.0/16")
    wanted, made = network.making.create(KIND, VpcId=network.id, PeerVpcId=other.id)
    assert network.making.read(wanted, made)["PeerRegion"] == "us-east-1"


@pytest.mark.parametrize("ranges", ["10.0.0.0/16", "10.0.128.0/24"])
def test_networks_with_addresses_in_common_end_in_a_failed_peering(network, elsewhere, network_of, ranges):
    peer = network_of(elsewhere, ranges)
    with pytest.raises(RefusedError, match=r"failed to stabilize: .* overlapping CIDR range .*10\.0\.0\.0/16"):
        joined(network, peer)
    assert network.making.bench.client("ec2").describe_vpc_peering_connections()["VpcPeeringConnections"] == []


def test_a_peer_that_is_not_there_ends_in_a_failed_peering(network, peer):
    with pytest.raises(RefusedError, match="NotStabilized: VpcPeeringConnection failed to stabilize"):
        joined(network, peer, PeerVpcId="vpc-0")


def test_a_peer_is_looked_for_in_the_region_that_is_given(network, peer):
    with pytest.raises(RefusedError, match="NotStabilized"):
        joined(network, peer, PeerRegion="us-east-1")


def test_a_network_that_is_not_there_is_refused_at_once(network, peer):
    with pytest.raises(RefusedError, match="InvalidVpcID"):
        joined(network, peer, VpcId="vpc-0")


def test_two_networks_have_one_peering(network, peer):
    _, made = joined(network, peer)
    with pytest.raises(RefusedError, match=f"AlreadyExists: {made.physical_id}"):
        joined(network, peer, "Second")
    with pytest.raises(RefusedError, match=f"AlreadyExists: {made.physical_id}"):
        joined(peer, network, "Back")


def test_another_account_is_not_supported(network, peer):
    with pytest.raises(UnsupportedError, match="another account"):
        joined(network, peer, PeerOwnerId="210987654321")


def test_a_peering_gets_other_tags_in_place(network, peer):
    wanted, made = joined(network, peer)
    after, made = network.making.update(wanted, made, **wanted.properties, Tags=[{"Key": "A", "Value": "1"}])
    assert network.making.read(after, made)["Tags"] == [{"Key": "A", "Value": "1"}]


def test_a_peering_is_gone_from_both_regions_and_may_be_made_again(network, peer):
    wanted, made = joined(network, peer)
    network.making.delete(wanted, made)
    assert network.making.read(wanted, made) == {}
    assert status(peer, made) == "deleted"
    joined(network, peer, "Again")


def test_deleting_a_peering_that_is_gone_is_no_error(network, peer):
    peering = joined(network, peer)
    network.making.delete(*peering)
    network.making.delete(*peering)
