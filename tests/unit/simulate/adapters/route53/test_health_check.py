"""AWS::Route53::HealthCheck."""

from tapstack.facts.attributes import attributes
from tapstack.simulate.deployment.readback import differences

KIND = "AWS::Route53::HealthCheck"
TAGS = [{"Key": "Name", "Value": "trading"}]
ALARM = {
    "Type": "CLOUDWATCH_METRIC",
    "AlarmIdentifier": {"Name": "region-health", "Region": "eu-central-1"},
    "InsufficientDataHealthStatus": "Unhealthy",
}
HTTPS = {
    "Type": "HTTPS_STR_MATCH",
    "FullyQualifiedDomainName": "example.com",
    "Port": 8443,
    "ResourcePath": "/health",
    "SearchString": "fine",
    "RequestInterval": 10,
    "FailureThreshold": 5,
    "MeasureLatency": True,
    "EnableSNI": True,
    "Inverted": True,
    "Regions": ["eu-west-1", "us-east-1", "us-west-2"],
}
SMALL = {"Type": "HTTP", "IPAddress": "192.0.2.1", "Port": 80}


def test_a_check_of_an_endpoint_is_told_back(making):
    given = {"HealthCheckConfig": HTTPS, "HealthCheckTags": TAGS}
    assert making.read(*making.create(KIND, **given)) == given


def test_a_check_of_other_checks_is_told_back(making):
    child = making.create(KIND, "Child", HealthCheckConfig=SMALL)[1].physical_id
    config = {"Type": "CALCULATED", "ChildHealthChecks": [child], "HealthThreshold": 1, "Inverted": False}
    assert making.read(*making.create(KIND, HealthCheckConfig=config))["HealthCheckConfig"] == config


def test_of_a_check_that_follows_an_alarm_moto_tells_the_type_and_the_rest_is_recorded(making):
    wanted, made = making.create(KIND, HealthCheckConfig=ALARM)
    assert making.read(wanted, made)["HealthCheckConfig"] == {"Type": "CLOUDWATCH_METRIC", "Inverted": False}
    assert making.cloud.records.get("us-east-1", KIND, made.physical_id) == {"HealthCheckConfig": ALARM}


def test_an_alarm_in_another_place_is_recorded_with_the_update(making):
    wanted, made = making.create(KIND, HealthCheckConfig=ALARM)
    now = {**ALARM, "InsufficientDataHealthStatus": "Healthy"}
    making.update(wanted, made, HealthCheckConfig=now)
    assert making.cloud.records.get("us-east-1", KIND, made.physical_id) == {"HealthCheckConfig": now}


def test_ref_is_the_id(making):
    _, made = making.create(KIND, HealthCheckConfig=ALARM)
    (there,) = making.bench.client("route53").list_health_checks()["HealthChecks"]
    assert made.physical_id == made.attributes["HealthCheckId"] == there["Id"]
    assert tuple(sorted(made.attributes)) == attributes(KIND).names


def test_two_checks_may_be_alike(making):
    assert making.create(KIND, HealthCheckConfig=SMALL)[1] != making.create(KIND, "B", HealthCheckConfig=SMALL)[1]


def test_an_update_sets_what_is_new(making):
    wanted, made = making.create(KIND, HealthCheckConfig=SMALL)
    now = {**SMALL, "Port": 81, "FailureThreshold": 2, "Inverted": True, "ResourcePath": "/up"}
    after, made = making.update(wanted, made, HealthCheckConfig=now, HealthCheckTags=TAGS)
    assert list(differences(after.properties, making.read(after, made))) == []


def test_an_update_resets_what_is_gone(making):
    given = {**SMALL, "FailureThreshold": 2, "Inverted": True, "ResourcePath": "/up", "Regions": HTTPS["Regions"]}
    wanted, made = making.create(KIND, HealthCheckConfig=given, HealthCheckTags=TAGS)
    after, made = making.update(wanted, made, HealthCheckConfig=SMALL)
    plain = making.create(KIND, "Plain", HealthCheckConfig=SMALL)
    assert making.read(after, made) == making.read(*plain)


def test_deleting_a_check_that_is_gone_is_no_error(making):
    check = making.create(KIND, HealthCheckConfig=SMALL)
    making.delete(*check)
    assert making.bench.client("route53").list_health_checks()["HealthChecks"] == []
    assert making.read(*check) == {}
    making.delete(*check)


def test_the_stacks_tags_are_set_too(tagged):
    wanted, made = tagged.create(KIND, HealthCheckConfig=SMALL, HealthCheckTags=TAGS)
    asked = {"ResourceType": "healthcheck", "ResourceId": made.physical_id}
    there = tagged.bench.client("route53").list_tags_for_resource(**asked)["ResourceTagSet"]["Tags"]
    assert sorted(tag["Key"] for tag in there) == ["Name", "Stage"]
    assert tagged.read(wanted, made)["HealthCheckTags"] == TAGS
