"""AWS::EC2::VPC."""

import pytest

from tapstack.simulate.resources import RefusedError

KIND = "AWS::EC2::VPC"
WHOLE = {
    "CidrBlock": "10.0.0.0/16",
    "InstanceTenancy": "dedicated",
    "EnableDnsSupport": True,
    "EnableDnsHostnames": True,
    "Tags": [{"Key": "Name", "Value": "trading"}],
}
SMALL = {"CidrBlock": "10.0.0.0/16"}


def test_everything_that_the_template_gives_is_told_back(making):
    assert making.read(*making.create(KIND, **WHOLE)) == WHOLE


def test_ref_is_the_id(making):
    _, made = making.create(KIND, **SMALL)
    assert made.physical_id.startswith("vpc-")
    assert made.attributes["VpcId"] == made.physical_id


def test_its_group_and_its_network_list_are_those_that_ec2_made_with_it(making):
    _, made = making.create(KIND, **SMALL)
    client, mine = making.bench.client("ec2"), [{"Name": "vpc-id", "Values": [made.physical_id]}]
    (group,) = client.describe_security_groups(Filters=mine)["SecurityGroups"]
    (acl,) = client.describe_network_acls(Filters=mine)["NetworkAcls"]
    assert made.attributes["DefaultSecurityGroup"] == group["GroupId"]
    assert made.attributes["DefaultNetworkAcl"] == acl["NetworkAclId"]


def test_the_association_of_its_range_is_an_attribute(making):
    _, made = making.create(KIND, **SMALL)
    (about,) = making.bench.client("ec2").describe_vpcs(VpcIds=[made.physical_id])["Vpcs"]
    assert made.attributes["CidrBlockAssociations"] == [about["CidrBlockAssociationSet"][0]["AssociationId"]]


def test_a_network_has_dns_but_no_host_names_unless_it_is_said(making):
    told = making.read(*making.create(KIND, **SMALL))
    assert (told["EnableDnsSupport"], told["EnableDnsHostnames"]) == (True, False)


def test_an_update_sets_what_is_new_and_resets_what_is_gone(making):
    wanted, made = making.create(KIND, **WHOLE)
    tags = [{"Key": "Stage", "Value": "test"}]
    after, made = making.update(wanted, made, **SMALL, EnableDnsSupport=False, Tags=tags)
    assert making.read(after, made) == {
        **SMALL,
        "InstanceTenancy": "default",
        "EnableDnsSupport": False,
        "EnableDnsHostnames": False,
        "Tags": tags,
    }
    assert made.attributes["EnableDnsSupport"] is False


def test_two_networks_may_have_one_range(making):
    assert making.create(KIND, **SMALL)[1] != making.create(KIND, "Other", **SMALL)[1]


def test_deleting_a_network_that_is_gone_is_no_error(making):
    wanted, made = making.create(KIND, **SMALL)
    making.delete(wanted, made)
    assert making.read(wanted, made) == {}
    making.delete(wanted, made)


def test_the_stacks_tags_are_set_too(tagged):
    wanted, made = tagged.create(KIND, **SMALL, Tags=[{"Key": "Team", "Value": "Data"}])
    (about,) = tagged.bench.client("ec2").describe_vpcs(VpcIds=[made.physical_id])["Vpcs"]
    assert sorted(tag["Key"] for tag in about["Tags"]) == ["Stage", "Team"]
    assert tagged.read(wanted, made)["Tags"] == [{"Key": "Team", "Value": "Data"}]


def emptied(network):
    """The network without the subnet and the table that the tests' own network has."""
    network.making.delete(*network.subnet)
    network.making.delete(*network.table)


def test_an_empty_network_is_deleted(network):
    emptied(network)
    network.making.delete(*network.vpc)
    assert network.making.read(*network.vpc) == {}


@pytest.mark.parametrize("left", ["subnet", "table"])
def test_a_network_with_a_subnet_or_a_table_stays(network, left):
    network.making.delete(*(network.table if left == "subnet" else network.subnet))
    with pytest.raises(RefusedError, match=f"DependencyViolation: The vpc '{network.id}' has dependencies"):
        network.making.delete(*network.vpc)


@pytest.mark.parametrize("left", ["group", "gateway"])
def test_a_network_with_a_group_or_a_gateway_stays_until_that_is_gone(network, left):
    emptied(network)
    thing = getattr(network, left)()
    with pytest.raises(RefusedError, match="DependencyViolation"):
        network.making.delete(*network.vpc)
    network.making.delete(*thing)
    network.making.delete(*network.vpc)


def test_a_network_with_an_endpoint_stays_until_that_is_gone(network):
    endpoint = network.endpoint(VpcEndpointType="Gateway", service="s3", SubnetIds=[])
    emptied(network)
    with pytest.raises(RefusedError, match="DependencyViolation"):
        network.making.delete(*network.vpc)
    network.making.delete(*endpoint)
    network.making.delete(*network.vpc)


def test_both_networks_of_a_peering_stay_until_that_is_gone(network, peer):
    emptied(network)
    emptied(peer)
    given = {"VpcId": network.id, "PeerVpcId": peer.id, "PeerRegion": "eu-central-1"}
    peering = network.making.create("AWS::EC2::VPCPeeringConnection", **given)
    for one in (network, peer):
        with pytest.raises(RefusedError, match="DependencyViolation"):
            one.making.delete(*one.vpc)
    network.making.delete(*peering)
    for one in (network, peer):
        one.making.delete(*one.vpc)
