import pytest


@pytest.fixture
def vpcs(making, elsewhere):
    """A network in each region, as a zone names them."""
    found = []
    for where, start in ((making, "10.0"), (elsewhere, "10.1")):
        vpc = where.create("AWS::EC2::VPC", "Network", CidrBlock=f"{start}.0.0/16")[1].physical_id
        found.append({"VPCId": vpc, "VPCRegion": where.owner.region})
    return found


@pytest.fixture
def zone(making, vpcs):
    """A private zone of both networks."""
    return making.create("AWS::Route53::HostedZone", "Zone", Name="trading.internal", VPCs=vpcs)
