"""Links become findings: missing, late, in a circle, or not known."""

import json
from typing import Any

import pytest

from tapstack.checks.links import run
from tapstack.checks.subject import Subject
from tapstack.findings import Finding, Severity, Status
from tapstack.template.load import loads
from tests.unit.graph.links.pairs import CONDITIONS, FIRST, SECOND, resource, sub
from tests.unit.graph.links.test_orders import replicating

BUS = resource("Events::EventBus", Name="bus")
ARN = sub(f"arn:aws:events:{FIRST}:${{AWS::AccountId}}:event-bus/bus")
RULE = resource("Events::Rule", "IsSecond", Targets=[{"Id": "peer", "Arn": ARN}])
FUNCTION = resource("Lambda::Function", "IsSecond", Environment={"Variables": {"BUS": ARN}})


def judged(resources: dict[str, Any], regions: tuple[str, ...] = (FIRST, SECOND), **options: Any) -> list[Finding]:
    subject = Subject("t.json", regions, **options)
    vars(subject)["template"] = loads(json.dumps({"Conditions": CONDITIONS, "Resources": resources}), "t.json")
    return list(run(subject))


def told(findings: list[Finding], status: Status) -> list[str]:
    return [finding.check for finding in findings if finding.status is status]


def test_a_link_to_what_is_made_passes():
    found = judged({"Bus": BUS, "Rule": RULE})
    assert told(found, Status.PASS) == ["LINK-002", "LINK-005"]
    assert not told(found, Status.FAIL)


def test_a_target_that_its_region_does_not_make_is_an_error_with_its_reason():
    [found] = [
        one for one in judged({"Bus": {**BUS, "Condition": "IsSecond"}, "Rule": RULE}) if one.status is Status.FAIL
    ]
    assert (found.check, found.severity, found.resource, found.region) == ("LINK-002", Severity.ERROR, "Rule", SECOND)
    assert "Bus is not made there: its condition is false" in found.message


def test_what_no_stack_makes_is_missing_from_our_template_and_unknown_of_another():
    assert told(judged({"Rule": RULE}), Status.UNKNOWN) == ["LINK-002"]
    assert told(judged({"Rule": RULE}, configured=True), Status.FAIL) == ["LINK-002"]


def test_what_the_configuration_declares_is_there():
    declared = {"buses": [f"arn:aws:events:{FIRST}:123456789012:event-bus/bus"]}
    found = judged({"Rule": RULE}, configured=True, externals=declared, account_id="123456789012")
    assert told(found, Status.PASS) == ["LINK-002", "LINK-005"]


def test_what_no_stack_makes_is_late_in_no_region():
    topic = "arn:aws:sns:us-east-1:806199016981:AmazonIpSpaceChanged"
    subscription = resource("SNS::Subscription", "IsFirst", TopicArn=topic, Region="us-east-1", Protocol="sqs")
    found = judged({"Heard": subscription}, ("eu-central-1", "us-east-1"))
    assert not told(found, Status.FAIL)
    assert "LINK-001" in told(found, Status.UNKNOWN)


def test_a_setting_that_names_nothing_is_a_warning():
    [found] = [one for one in judged({"F": FUNCTION}, configured=True) if one.status is Status.FAIL]
    assert (found.check, found.severity) == ("LINK-003", Severity.WARNING)


def test_an_order_that_does_not_work_is_an_error_that_names_the_one_that_does():
    [found] = [one for one in judged(replicating("IsSecond"), (SECOND, FIRST)) if one.status is Status.FAIL]
    assert found.check == "LINK-004"
    assert f"The order that works is {FIRST}, {SECOND}; the order given is {SECOND}, {FIRST}." in found.message


@pytest.mark.parametrize("regions", [(FIRST, SECOND), (SECOND, FIRST)])
def test_regions_that_wait_for_each_other_are_one_error_that_names_the_whole_circle(regions):
    [found] = [one for one in judged(replicating("IsFirst", "IsSecond"), regions) if one.status is Status.FAIL]
    assert found.check == "LINK-005"
    for one, other in [(FIRST, SECOND), (SECOND, FIRST)]:
        assert f"Data in {one} needs Data in {other}" in found.message


def test_one_region_has_nothing_to_pass():
    assert set(told(judged({"Bus": BUS, "Rule": RULE}, (SECOND,)), Status.SKIP)) == {f"LINK-00{n}" for n in range(1, 6)}
