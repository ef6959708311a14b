import pytest

from tapstack.deploy.checks import RECORDS, ZONES
from tests.unit.deploy.proving.account import DENIED, SOURCE, TARGET, Refusal, statuses, told

PRIMARY = {
    "Name": "active.trading.internal",
    "Type": "TXT",
    "SetIdentifier": "source",
    "Failover": "PRIMARY",
    "TTL": "60",
    "HealthCheckId": "check",
    "ResourceRecords": ['"us-east-1"'],
}
THERE = {
    "Name": "active.trading.internal.",
    "Type": "TXT",
    "SetIdentifier": "source",
    "Failover": "PRIMARY",
    "TTL": 60,
    "HealthCheckId": "check",
    "ResourceRecords": [{"Value": '"us-east-1"'}],
}
KIND = "AWS::Route53::RecordSetGroup"


def listed(*records):
    return {"ResourceRecordSets": list(records), "IsTruncated": False, "MaxItems": "300"}


def ask(answer, properties=None):
    given = properties or {"HostedZoneId": "Z1", "RecordSets": [PRIMARY]}
    return told(RECORDS, KIND, given, {"route53:ListResourceRecordSets": answer})


def test_a_failover_record_is_in_its_zone():
    assert statuses(ask(listed(THERE))) == ["PASS"]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (listed(), "is not in the zone Z1"),
        (listed({**THERE, "SetIdentifier": "target"}), "is not in the zone Z1"),
        (listed({**THERE, "Failover": "SECONDARY"}), "Failover is SECONDARY, and should be PRIMARY"),
        (listed({**THERE, "HealthCheckId": "other"}), "HealthCheckId is other, and should be check"),
        (listed({**THERE, "TTL": 300}), "TTL is 300, and should be 60"),
        (listed({**THERE, "ResourceRecords": [{"Value": '"eu"'}]}), 'its values are "eu", and should be "us-east-1"'),
        (Refusal("NoSuchHostedZone"), "It is not there"),
    ],
)
def test_a_record_that_leads_elsewhere_fails(answer, said):
    [(status, message)] = ask(answer)
    assert status == "FAIL" and said in message


def test_what_may_not_be_asked_is_unknown():
    assert statuses(ask(DENIED)) == ["UNKNOWN"]
    assert statuses(ask(listed(THERE), {"HostedZoneName": "trading.internal.", "RecordSets": [PRIMARY]})) == ["UNKNOWN"]


def test_each_record_of_a_group_is_asked_though_another_may_not_be():
    open_ = {**PRIMARY, "SetIdentifier": "target", "HealthCheckId": {"Fn::ImportValue": "elsewhere"}}
    found = ask(
        listed(THERE, {**THERE, "SetIdentifier": "target"}), {"HostedZoneId": "Z1", "RecordSets": [open_, PRIMARY]}
    )
    assert statuses(found) == ["UNKNOWN", "PASS"]


def test_a_record_of_its_own_is_asked_alike():
    answers = {"route53:ListResourceRecordSets": listed({**THERE, "TTL": 5})}
    assert statuses(told(RECORDS, "AWS::Route53::RecordSet", {**PRIMARY, "HostedZoneId": "Z1"}, answers)) == ["FAIL"]


def zone(*networks):
    listed_ = [{"VPCRegion": region, "VPCId": vpc} for region, vpc in networks]
    return {"HostedZone": {"Id": "Z", "Name": "n", "CallerReference": "c"}, **({"VPCs": listed_} if listed_ else {})}


PRIVATE = {"VPCs": [{"VPCRegion": SOURCE, "VPCId": "vpc-1"}, {"VPCRegion": TARGET, "VPCId": "vpc-2"}]}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (zone((SOURCE, "vpc-1"), (TARGET, "vpc-2")), ["PASS", "PASS"]),
        (zone((SOURCE, "vpc-1")), ["PASS", "FAIL"]),
        (zone((SOURCE, "vpc-1"), (SOURCE, "vpc-2")), ["PASS", "FAIL"]),
        (Refusal("NoSuchHostedZone"), ["FAIL"]),
        (DENIED, ["UNKNOWN"]),
    ],
)
def test_a_private_zone_is_associated_with_every_network(answer, expected):
    assert statuses(told(ZONES, "AWS::Route53::HostedZone", PRIVATE, {"route53:GetHostedZone": answer})) == expected


def test_a_public_zone_need_only_be_there():
    assert statuses(told(ZONES, "AWS::Route53::HostedZone", {}, {"route53:GetHostedZone": zone()})) == ["PASS"]
