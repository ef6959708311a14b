"""AWS::Route53::RecordSetGroup and AWS::Route53::RecordSet."""

import pytest

from tapstack.facts.attributes import attributes
from tapstack.simulate.deployment.readback import differences
from tapstack.simulate.resources import RefusedError, UnsupportedError

GROUP, RECORD = "AWS::Route53::RecordSetGroup", "AWS::Route53::RecordSet"
NAME = "active-region.trading.internal"
OTHER = {"Name": "a.trading.internal", "Type": "A", "TTL": "60", "ResourceRecords": ["10.0.0.1"]}
FORMS = {
    "plain": OTHER,
    "dotted": {**OTHER, "Name": "a.trading.internal."},
    "alias": {
        "Name": "a.trading.internal",
        "Type": "A",
        "AliasTarget": {"DNSName": "b.trading.internal.", "HostedZoneId": "Z1", "EvaluateTargetHealth": True},
    },
    "weighted": {**OTHER, "SetIdentifier": "one", "Weight": 10},
    "latency": {**OTHER, "SetIdentifier": "one", "Region": "eu-central-1"},
    "failover": {**OTHER, "SetIdentifier": "one", "Failover": "PRIMARY", "HealthCheckId": "check"},
    "places": {**OTHER, "SetIdentifier": "one", "GeoLocation": {"CountryCode": "DE"}},
    "several": {**OTHER, "SetIdentifier": "one", "MultiValueAnswer": True},
    "values": {**OTHER, "ResourceRecords": ["10.0.0.1", "10.0.0.2"]},
}


def failover(identifier, kind, **more):
    values = {"TTL": "60", "ResourceRecords": [f'"{identifier}"']}
    return {"Name": NAME, "Type": "TXT", "SetIdentifier": identifier, "Failover": kind, **values, **more}


PAIR = [failover("source", "PRIMARY"), failover("target", "SECONDARY")]


@pytest.fixture
def place(zone):
    return {"HostedZoneId": zone[1].physical_id}


def lost(where, wanted, made):
    return list(differences(wanted.properties, where.read(wanted, made)))


def names(making, place):
    records = making.bench.client("route53").list_resource_record_sets(**place)["ResourceRecordSets"]
    return sorted((one["Name"], one.get("SetIdentifier", "")) for one in records if one["Type"] not in ("NS", "SOA"))


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_a_record_of_every_form_is_told_back_and_deleted(making, place, form):
    record = making.create(RECORD, **place, **form)
    assert lost(making, *record) == []
    making.delete(*record)
    assert names(making, place) == []


def test_a_group_of_records_is_told_back(making, place):
    assert lost(making, *making.create(GROUP, **place, RecordSets=[*PAIR, OTHER])) == []


def test_a_zone_may_be_given_by_its_name(making, zone):
    given = {"HostedZoneName": "trading.internal."}
    assert lost(making, *making.create(GROUP, **given, RecordSets=PAIR)) == []
    assert lost(making, *making.create(RECORD, "Other", **given, **OTHER)) == []


def test_a_name_that_two_zones_have_is_refused(making, zone):
    making.create("AWS::Route53::HostedZone", "Second", Name="trading.internal")
    with pytest.raises(RefusedError, match=r"Found multiple hosted zones with name trading\.internal\."):
        making.create(RECORD, HostedZoneName="trading.internal.", **OTHER)


@pytest.mark.parametrize("place", [{"HostedZoneId": "Z0"}, {"HostedZoneName": "none.internal."}])
def test_a_zone_that_is_not_there_is_refused(making, place):
    with pytest.raises(RefusedError, match="NoSuchHostedZone"):
        making.create(RECORD, **place, **OTHER)


def test_ref_of_a_record_is_its_name(making, place):
    assert making.create(RECORD, **place, **OTHER)[1].physical_id == "a.trading.internal"


def test_ref_of_a_group_is_an_id_of_its_own(making, place):
    _, made = making.create(GROUP, **place, RecordSets=PAIR)
    assert made.physical_id.startswith("StackSet-TapStack-1-It-")
    assert tuple(sorted(made.attributes)) == attributes(GROUP).names


@pytest.mark.parametrize("ttl", ["60", "61"])
def test_a_record_that_is_there_already_is_refused_whatever_it_says(making, place, ttl):
    making.create(RECORD, **place, **OTHER)
    with pytest.raises(RefusedError, match=r"InvalidChangeBatch: \[Tried to create .*'a.trading.internal.'.* already"):
        making.create(RECORD, "Second", **place, **{**OTHER, "TTL": ttl})


def test_of_a_group_with_a_record_that_is_there_nothing_is_made(making, place):
    making.create(RECORD, "First", **place, **OTHER)
    with pytest.raises(RefusedError, match="already exists"):
        making.create(GROUP, **place, RecordSets=[*PAIR, OTHER])
    assert names(making, place) == [("a.trading.internal.", "")]


def test_a_record_outside_of_the_zone_is_refused(making, place):
    with pytest.raises(
        RefusedError, match=r"DNS name a\.other\.internal\. is not permitted in zone trading\.internal\."
    ):
        making.create(GROUP, **place, RecordSets=[OTHER, {**OTHER, "Name": "a.other.internal"}])
    assert names(making, place) == []


def test_a_record_may_be_made_again(making, place):
    making.create(GROUP, "Pair", **place, RecordSets=PAIR)
    making.delete(*making.create(RECORD, **place, **OTHER))
    making.create(RECORD, **place, **OTHER)
    assert ("a.trading.internal.", "") in names(making, place)


def test_an_update_swaps_the_primary(making, place):
    wanted, made = making.create(GROUP, **place, RecordSets=PAIR)
    swapped = [failover("source", "SECONDARY"), failover("target", "PRIMARY")]
    after, again = making.update(wanted, made, **place, RecordSets=swapped)
    assert again == made
    assert lost(making, after, made) == []


def test_an_update_adds_and_takes_away(making, place):
    wanted, made = making.create(GROUP, **place, RecordSets=PAIR)
    after, made = making.update(wanted, made, **place, RecordSets=[PAIR[0], OTHER])
    assert lost(making, after, made) == []
    assert names(making, place) == [("a.trading.internal.", ""), (f"{NAME}.", "source")]


def test_an_update_to_a_record_of_others_is_refused_and_nothing_is_changed(making, place):
    making.create(RECORD, "First", **place, **OTHER)
    wanted, made = making.create(GROUP, **place, RecordSets=PAIR)
    with pytest.raises(RefusedError, match="already exists"):
        making.update(wanted, made, **place, RecordSets=[PAIR[0], OTHER])
    assert lost(making, wanted, made) == []


def test_an_update_moves_a_record_to_another_name(making, place):
    wanted, made = making.create(RECORD, **place, **OTHER)
    _, made = making.update(wanted, made, **place, **{**OTHER, "Name": "b.trading.internal"})
    assert names(making, place) == [("b.trading.internal.", "")]
    assert made.physical_id == "b.trading.internal"


def test_deleting_a_record_leaves_those_of_the_same_identifier_under_other_names(making, place):
    making.create(GROUP, "Pair", **place, RecordSets=PAIR)
    making.delete(*making.create(RECORD, **place, **{**OTHER, "SetIdentifier": "source", "Weight": 1}))
    assert names(making, place) == [(f"{NAME}.", "source"), (f"{NAME}.", "target")]


def test_a_record_that_somebody_else_has_changed_is_not_deleted(making, place):
    record = making.create(RECORD, **place, **OTHER)
    there = {"Name": "a.trading.internal.", "Type": "A", "TTL": 5, "ResourceRecords": [{"Value": "10.0.0.9"}]}
    changes = {"Changes": [{"Action": "UPSERT", "ResourceRecordSet": there}]}
    making.bench.client("route53").change_resource_record_sets(**place, ChangeBatch=changes)
    with pytest.raises(RefusedError, match="the values provided do not match the current values"):
        making.delete(*record)


@pytest.mark.parametrize("kind", [GROUP, RECORD])
def test_deleting_what_is_gone_is_no_error(making, place, kind):
    given = {"RecordSets": PAIR} if kind == GROUP else OTHER
    made = making.create(kind, **place, **given)
    making.delete(*made)
    assert names(making, place) == []
    assert making.read(*made) == {}
    making.delete(*made)


@pytest.mark.parametrize("kind", [GROUP, RECORD])
def test_with_its_zone_a_record_is_gone(making, zone, place, kind):
    given = {"RecordSets": PAIR} if kind == GROUP else OTHER
    made = making.create(kind, **place, **given)
    making.delete(*made)
    making.delete(*zone)
    assert making.read(*made) == {}
    making.delete(*made)


def test_routing_that_moto_drops_and_comments_are_recorded(making, place):
    near = {"AWSRegion": "eu-central-1", "Bias": 10}
    given = {**OTHER, "SetIdentifier": "one", "GeoProximityLocation": near, "Comment": "Why"}
    making.create(RECORD, **place, **given)
    kept = making.cloud.records.get("us-east-1", RECORD, "a.trading.internal")
    assert kept == {"GeoProximityLocation": near, "Comment": "Why"}


def test_a_member_of_a_record_that_is_not_known_is_not_supported(making, place):
    with pytest.raises(UnsupportedError, match="RecordSets/Colour"):
        making.create(GROUP, **place, RecordSets=[{**OTHER, "Colour": "red"}])
