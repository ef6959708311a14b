"""AWS::Route53::HostedZone."""

import pytest

from tapstack.facts.attributes import attributes
from tapstack.simulate.resources import RefusedError

KIND = "AWS::Route53::HostedZone"
NAME = "trading.internal"
TAGS = [{"Key": "Team", "Value": "Data"}]


@pytest.mark.parametrize("name", [NAME, f"{NAME}."])
def test_a_private_zone_in_both_regions_is_told_back(making, vpcs, name):
    given = {"Name": name, "HostedZoneConfig": {"Comment": "Both"}, "VPCs": vpcs, "HostedZoneTags": TAGS}
    assert making.read(*making.create(KIND, **given)) == given


def test_ref_is_the_id(making, vpcs):
    _, made = making.create(KIND, Name=NAME, VPCs=vpcs)
    (there,) = making.bench.client("route53").list_hosted_zones()["HostedZones"]
    assert there["Id"] == f"/hostedzone/{made.physical_id}"
    assert made.attributes["Id"] == made.physical_id
    assert tuple(sorted(made.attributes)) == attributes(KIND).names


def test_a_private_zone_has_no_name_servers(making, vpcs):
    assert making.create(KIND, Name=NAME, VPCs=vpcs)[1].attributes["NameServers"] == []


def test_a_public_zone_has_four_name_servers(making):
    wanted, made = making.create(KIND, Name="example.com")
    assert len(made.attributes["NameServers"]) == 4
    assert making.read(wanted, made)["VPCs"] == []


def test_two_zones_may_have_one_name_but_not_one_network(making, vpcs):
    making.create(KIND, Name=NAME, VPCs=vpcs[:1])
    making.create(KIND, "Second", Name=NAME, VPCs=vpcs[1:])
    with pytest.raises(RefusedError, match=f"ConflictingDomainExists: The VPC {vpcs[1]['VPCId']} in region eu-central"):
        making.create(KIND, "Third", Name=f"{NAME}.", VPCs=vpcs[1:])


def test_a_network_is_looked_for_in_its_region(making, vpcs):
    with pytest.raises(RefusedError, match=f"InvalidVPCId: The VPC {vpcs[0]['VPCId']} does not exist in region eu-"):
        making.create(KIND, Name=NAME, VPCs=[{**vpcs[0], "VPCRegion": "eu-central-1"}])
    assert making.bench.client("route53").list_hosted_zones()["HostedZones"] == []


def test_what_moto_drops_is_recorded(making):
    logging = {"CloudWatchLogsLogGroupArn": "arn:aws:logs:us-east-1:123456789012:log-group:queries"}
    _, made = making.create(KIND, Name="example.com", QueryLoggingConfig=logging)
    assert making.cloud.records.get("us-east-1", KIND, made.physical_id) == {"QueryLoggingConfig": logging}


def test_an_update_moves_the_zone_to_other_networks_and_sets_the_rest(making, vpcs):
    wanted, made = making.create(KIND, Name=NAME, VPCs=vpcs[:1], HostedZoneConfig={"Comment": "A"}, HostedZoneTags=TAGS)
    now = {"Name": NAME, "VPCs": vpcs[1:], "HostedZoneTags": [{"Key": "Stage", "Value": "test"}]}
    after, made = making.update(wanted, made, **now)
    assert making.read(after, made) == {**now, "HostedZoneConfig": {"Comment": ""}}


def test_an_update_into_a_network_that_has_such_a_zone_is_refused(making, vpcs):
    making.create(KIND, "First", Name=NAME, VPCs=vpcs[1:])
    wanted, made = making.create(KIND, Name=NAME, VPCs=vpcs[:1])
    with pytest.raises(RefusedError, match="ConflictingDomainExists"):
        making.update(wanted, made, Name=NAME, VPCs=vpcs)


def test_a_zone_with_a_record_stays_until_that_is_gone(making, zone):
    given = {"HostedZoneId": zone[1].physical_id, "Name": f"a.{NAME}", "Type": "A", "TTL": "60"}
    record = making.create("AWS::Route53::RecordSet", "Record", **given, ResourceRecords=["10.0.0.1"])
    with pytest.raises(RefusedError, match="HostedZoneNotEmpty: The specified hosted zone contains non-required"):
        making.delete(*zone)
    making.delete(*record)
    making.delete(*zone)


def test_deleting_a_zone_that_is_gone_is_no_error(making, zone):
    making.delete(*zone)
    assert making.read(*zone) == {}
    making.delete(*zone)


def test_the_stacks_tags_are_set_too(tagged):
    wanted, made = tagged.create(KIND, Name="example.com", HostedZoneTags=TAGS)
    asked = {"ResourceType": "hostedzone", "ResourceId": made.physical_id}
    there = tagged.bench.client("route53").list_tags_for_resource(**asked)["ResourceTagSet"]["Tags"]
    assert sorted(tag["Key"] for tag in there) == ["Stage", "Team"]
    assert tagged.read(wanted, made)["HostedZoneTags"] == TAGS
