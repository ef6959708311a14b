"""AWS::EC2::RouteTable and AWS::EC2::SubnetRouteTableAssociation."""

import pytest

from tapstack.simulate.resources import RefusedError

TABLE, ASSOCIATION = "AWS::EC2::RouteTable", "AWS::EC2::SubnetRouteTableAssociation"


@pytest.fixture
def joined(network):
    given = {"SubnetId": network.subnet_id, "RouteTableId": network.table_id}
    return network.making.create(ASSOCIATION, **given)


def test_what_the_template_gives_of_a_table_is_told_back(network):
    given = {"VpcId": network.id, "Tags": [{"Key": "Name", "Value": "private"}]}
    wanted, made = network.making.create(TABLE, **given)
    assert network.making.read(wanted, made) == given
    assert made.physical_id == made.attributes["RouteTableId"]


def test_a_table_gets_other_tags_in_place(network):
    tags = [{"Key": "Stage", "Value": "test"}]
    after, made = network.making.update(*network.table, VpcId=network.id, Tags=tags)
    assert network.making.read(after, made)["Tags"] == tags


def test_deleting_a_table_that_is_gone_is_no_error(network):
    network.making.delete(*network.table)
    assert network.making.read(*network.table) == {}
    network.making.delete(*network.table)


def test_what_the_template_gives_of_an_association_is_told_back(network, joined):
    wanted, made = joined
    assert network.making.read(wanted, made) == wanted.properties
    assert made.physical_id == made.attributes["Id"]
    assert made.physical_id.startswith("rtbassoc-")


def test_a_table_that_a_subnet_uses_stays_until_it_does_no_more(network, joined):
    with pytest.raises(RefusedError, match="DependencyViolation"):
        network.making.delete(*network.table)
    network.making.delete(*joined)
    network.making.delete(*network.table)


@pytest.mark.parametrize("same", [True, False])
def test_a_subnet_has_one_table(network, joined, same):
    table = network.table_id if same else network.making.create(TABLE, "Other", VpcId=network.id)[1].physical_id
    with pytest.raises(RefusedError, match=f"AlreadyAssociated: .* for route table {table} conflicts"):
        network.making.create(ASSOCIATION, "Second", SubnetId=network.subnet_id, RouteTableId=table)


def test_ending_an_association_that_is_gone_is_no_error(network, joined):
    network.making.delete(*joined)
    assert network.making.read(*joined) == {}
    network.making.delete(*joined)
