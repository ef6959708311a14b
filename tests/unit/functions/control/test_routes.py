"""Custom::PeerRoutes: routes and names from the target back to the source."""

from dataclasses import dataclass
from typing import Any

import boto3
import pytest

from tests.unit.functions.control.provider import SOURCE, TARGET, unused_address
from tests.unit.functions.stand_in import Refusal, stand_in


@dataclass
class Network:
    """Two VPCs, a peering connection that is not accepted yet, and two route tables in the peer region."""

    peering: str
    tables: list[str]

    @property
    def properties(self) -> dict[str, Any]:
        return {
            "PeerRegion": TARGET,
            "RouteTableIds": ",".join(self.tables),
            "DestinationCidr": "10.0.0.0/16",
            "PeeringConnectionId": self.peering,
        }

    def accept(self) -> None:
        boto3.client("ec2", TARGET).accept_vpc_peering_connection(VpcPeeringConnectionId=self.peering)

    def routes(self) -> dict[str, dict[str, str]]:
        """Where each table's routes lead, but for the VPC's own; by destination."""
        tables = boto3.client("ec2", TARGET).describe_route_tables(RouteTableIds=self.tables)["RouteTables"]
        return {
            table["RouteTableId"]: {
                route["DestinationCidrBlock"]: route.get("VpcPeeringConnectionId") or route.get("GatewayId")
                for route in table["Routes"]
                if route.get("GatewayId") != "local"
            }
            for table in tables
        }


def peer(here: str, there: str) -> str:
    made = boto3.client("ec2", SOURCE).create_vpc_peering_connection(VpcId=here, PeerVpcId=there, PeerRegion=TARGET)
    return str(made["VpcPeeringConnection"]["VpcPeeringConnectionId"])


@pytest.fixture
def vpcs(aws) -> tuple[str, str]:
    return tuple(
        boto3.client("ec2", region).create_vpc(CidrBlock=block)["Vpc"]["VpcId"]
        for region, block in ((SOURCE, "10.0.0.0/16"), (TARGET, "10.1.0.0/16"))
    )


@pytest.fixture
def pending(vpcs) -> Network:
    ec2 = boto3.client("ec2", TARGET)
    tables = [ec2.create_route_table(VpcId=vpcs[1])["RouteTable"]["RouteTableId"] for _ in range(2)]
    return Network(peer(*vpcs), sorted(tables))


@pytest.fixture
def network(pending: Network) -> Network:
    pending.accept()
    return pending


@pytest.mark.parametrize("as_list", [True, False])
def test_every_table_of_the_peer_gets_a_route_back_however_often_it_is_asked_for(provider, network, as_list):
    properties = {**network.properties, "RouteTableIds": network.tables if as_list else ",".join(network.tables)}
    control = provider()
    for _ in range(2):
        answer = control.ask("PeerRoutes", properties)
        assert (answer["Status"], answer["PhysicalResourceId"]) == ("SUCCESS", "peer-routes-verify")
        assert answer["Data"] == {"PeeringConnectionId": network.peering}
        assert network.routes() == {table: {"10.0.0.0/16": network.peering} for table in network.tables}


def test_names_are_resolved_for_the_other_side_on_each_side_in_its_own_region(provider, network):
    control = provider()
    sent = {
        region: stand_in(control.module.client("ec2", region), "ModifyVpcPeeringConnectionOptions", None)
        for region in (SOURCE, TARGET)
    }
    assert control.ask("PeerRoutes", network.properties)["Status"] == "SUCCESS"
    on, connection = {"AllowDnsResolutionFromRemoteVpc": True}, {"VpcPeeringConnectionId": network.peering}
    assert sent[SOURCE].sent == [{**connection, "RequesterPeeringConnectionOptions": on}]
    assert sent[TARGET].sent == [{**connection, "AccepterPeeringConnectionOptions": on}]


def test_a_route_that_leads_elsewhere_is_turned_to_the_peering_connection(provider, network, vpcs):
    ec2 = boto3.client("ec2", TARGET)
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.create_route(RouteTableId=network.tables[0], DestinationCidrBlock="10.0.0.0/16", GatewayId=gateway)
    assert provider().ask("PeerRoutes", network.properties)["Status"] == "SUCCESS"
    assert network.routes() == {table: {"10.0.0.0/16": network.peering} for table in network.tables}


def test_a_destination_with_host_bits_means_its_network(provider, network):
    control, properties = provider(), {**network.properties, "DestinationCidr": "10.0.7.7/16"}
    assert control.ask("PeerRoutes", properties)["Status"] == "SUCCESS"
    assert network.routes()[network.tables[0]] == {"10.0.0.0/16": network.peering}
    control.ask("PeerRoutes", properties, "Delete", PhysicalResourceId="peer-routes-verify")
    assert network.routes()[network.tables[0]] == {}


def test_an_update_takes_away_the_routes_that_are_no_longer_wanted(provider, network):
    control, new = (
        provider(),
        {**network.properties, "RouteTableIds": network.tables[:1], "DestinationCidr": "10.9.0.0/16"},
    )
    control.ask("PeerRoutes", network.properties)
    answer = control.ask("PeerRoutes", new, "Update", OldResourceProperties=network.properties)
    assert (answer["Status"], answer["PhysicalResourceId"]) == ("SUCCESS", "peer-routes-verify")
    assert network.routes() == {network.tables[0]: {"10.9.0.0/16": network.peering}, network.tables[1]: {}}


def test_an_update_keeps_the_routes_that_are_still_wanted(provider, network):
    control, new = provider(), {**network.properties, "RouteTableIds": network.tables[:1]}
    control.ask("PeerRoutes", network.properties)
    control.ask("PeerRoutes", new, "Update", OldResourceProperties=network.properties)
    assert network.routes() == {network.tables[0]: {"10.0.0.0/16": network.peering}, network.tables[1]: {}}


def test_an_update_to_another_peering_connection_turns_the_routes_and_loses_none(provider, network, vpcs):
    control, old = provider(), network.properties
    control.ask("PeerRoutes", old)
    network.peering = peer(*vpcs)
    network.accept()
    assert control.ask("PeerRoutes", network.properties, "Update", OldResourceProperties=old)["Status"] == "SUCCESS"
    assert network.routes() == {table: {"10.0.0.0/16": network.peering} for table in network.tables}


def test_an_update_after_the_deletion_makes_the_routes_again(provider, network):
    control = provider()
    control.ask("PeerRoutes", network.properties, "Delete", PhysicalResourceId="peer-routes-verify")
    control.ask("PeerRoutes", network.properties, "Update", OldResourceProperties=network.properties)
    assert network.routes() == {table: {"10.0.0.0/16": network.peering} for table in network.tables}


def test_deletion_leaves_a_route_that_leads_elsewhere_and_can_come_twice(provider, network):
    control, ec2 = provider(), boto3.client("ec2", TARGET)
    control.ask("PeerRoutes", network.properties)
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.replace_route(RouteTableId=network.tables[1], DestinationCidrBlock="10.0.0.0/16", GatewayId=gateway)
    for _ in range(2):
        answer = control.ask("PeerRoutes", network.properties, "Delete", PhysicalResourceId="peer-routes-verify")
        assert (answer["Status"], answer.get("Reason")) == ("SUCCESS", None)
        assert network.routes() == {network.tables[0]: {}, network.tables[1]: {"10.0.0.0/16": gateway}}


def test_deletion_passes_over_a_table_that_is_gone_and_a_route_that_goes_meanwhile(provider, network):
    control, ec2 = provider(), boto3.client("ec2", TARGET)
    control.ask("PeerRoutes", network.properties)
    ec2.delete_route(RouteTableId=network.tables[0], DestinationCidrBlock="10.0.0.0/16")
    ec2.delete_route_table(RouteTableId=network.tables[0])
    gone = stand_in(control.module.client("ec2", TARGET), "DeleteRoute", Refusal("InvalidRoute.NotFound"))
    answer = control.ask("PeerRoutes", network.properties, "Delete", PhysicalResourceId="peer-routes-verify")
    assert (answer["Status"], answer.get("Reason")) == ("SUCCESS", None)
    assert [one["RouteTableId"] for one in gone.sent] == network.tables[1:]


def test_a_route_that_cannot_be_deleted_is_named_and_the_others_are_deleted_all_the_same(provider, network):
    control = provider()
    control.ask("PeerRoutes", network.properties)
    stand_in(control.module.client("ec2", TARGET), "DeleteRoute", Refusal("UnauthorizedOperation"), None)
    answer = control.ask("PeerRoutes", network.properties, "Delete", PhysicalResourceId="peer-routes-verify")
    assert answer["Status"] == "SUCCESS" and f"10.0.0.0/16 in {network.tables[0]} of eu-central-1" in answer["Reason"]
    assert network.routes() == {network.tables[0]: {"10.0.0.0/16": network.peering}, network.tables[1]: {}}


def test_a_peer_region_that_is_gone_does_not_keep_routes_from_being_deleted(provider, network, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL_EC2", unused_address())
    answer = provider().ask("PeerRoutes", network.properties, "Delete", PhysicalResourceId="peer-routes-verify")
    assert answer["Status"] == "SUCCESS" and "Could not connect" in answer["Reason"]


def test_routes_wait_for_a_peering_connection_that_is_being_accepted(provider, pending, clock):
    clock.meanwhile = lambda: pending.accept() if len(clock.slept) == 4 else None
    assert provider().ask("PeerRoutes", pending.properties)["Status"] == "SUCCESS"
    assert clock.slept == [3, 3, 3, 3]
    assert pending.routes() == {table: {"10.0.0.0/16": pending.peering} for table in pending.tables}


def test_routes_wait_until_the_peer_region_has_heard_of_the_peering_connection(provider, network, clock):
    control = provider()
    unknown = Refusal("InvalidVpcPeeringConnectionID.NotFound")
    stand_in(control.module.client("ec2", TARGET), "DescribeVpcPeeringConnections", unknown, unknown, None)
    assert control.ask("PeerRoutes", network.properties)["Status"] == "SUCCESS"
    assert clock.slept == [3, 3]


def test_a_peering_connection_that_nobody_accepts_is_waited_for_a_minute(provider, pending, clock):
    answer = provider().ask("PeerRoutes", pending.properties)
    assert answer["Status"] == "FAILED" and f"{pending.peering} is pending-acceptance in us-east-1" in answer["Reason"]
    assert 60 <= sum(clock.slept) <= 66
    assert pending.routes() == {table: {} for table in pending.tables}


def test_a_peering_connection_that_was_rejected_is_not_waited_for(provider, pending, clock):
    boto3.client("ec2", TARGET).reject_vpc_peering_connection(VpcPeeringConnectionId=pending.peering)
    answer = provider().ask("PeerRoutes", pending.properties)
    assert answer["Status"] == "FAILED" and "is rejected in us-east-1" in answer["Reason"] and clock.slept == []


def test_an_error_of_the_peer_region_fails_a_creation(provider, network):
    control = provider()
    stand_in(control.module.client("ec2", TARGET), "CreateRoute", Refusal("UnauthorizedOperation"))
    answer = control.ask("PeerRoutes", network.properties)
    assert answer["Status"] == "FAILED" and "UnauthorizedOperation" in answer["Reason"]


def test_deletion_under_an_id_that_is_not_ours_touches_nothing(provider, network):
    control = provider()
    control.ask("PeerRoutes", network.properties)
    answer = control.ask("PeerRoutes", network.properties, "Delete", PhysicalResourceId="peer-routes-another")
    assert (answer["Status"], answer["PhysicalResourceId"]) == ("SUCCESS", "peer-routes-another")
    assert network.routes() == {table: {"10.0.0.0/16": network.peering} for table in network.tables}
