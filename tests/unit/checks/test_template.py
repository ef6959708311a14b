"""The template layer: a verdict for every check, region and resource."""

import json
from pathlib import Path
from typing import Any

import pytest

from tapstack.checks.subject import Subject
from tapstack.checks.template import run
from tapstack.checks.template.checks import produced
from tapstack.findings import Finding, Status

REGIONS = ("us-east-1", "eu-central-1")
BODY: dict[str, Any] = {
    "Parameters": {"Secret": {"Type": "String", "NoEcho": "true", "Default": "hunter2", "AllowedPattern": "[a-z]+"}},
    "Conditions": {
        "InSource": {"Fn::Equals": [{"Ref": "AWS::Region"}, "us-east-1"]},
        "Open": {"Fn::Equals": [{"Ref": "AWS::AccountId"}, "123456789012"]},
    },
    "Mappings": {"M": {"us-east-1": {"Name": "x"}}},
    "Resources": {
        "Always": {"Type": "AWS::SNS::Topic"},
        "Source": {"Type": "AWS::SNS::Topic", "Condition": "InSource"},
        "Perhaps": {
            "Type": "AWS::SNS::Topic",
            "Condition": "Open",
            "Properties": {"TopicName": {"Fn::FindInMap": ["M", {"Ref": "AWS::Region"}, "Name"]}},
        },
        "Mapped": {
            "Type": "AWS::SNS::Topic",
            "Properties": {"TopicName": {"Fn::FindInMap": ["M", {"Ref": "AWS::Region"}, "Name"]}},
        },
    },
}


@pytest.fixture
def findings(tmp_path: Path) -> list[Finding]:
    (tmp_path / "t.json").write_text(json.dumps(BODY, indent=2))
    return list(run(Subject(str(tmp_path / "t.json"), REGIONS)))


def verdicts(findings: list[Finding], resource: str, region: str) -> set[Status]:
    return {finding.status for finding in findings if (finding.resource, finding.region) == (resource, region)}


def test_a_problem_of_one_region_fails_there_only(findings: list[Finding]) -> None:
    assert verdicts(findings, "Mapped", "us-east-1") == {Status.PASS}
    assert verdicts(findings, "Mapped", "eu-central-1") == {Status.PASS, Status.FAIL}


def test_a_resource_that_is_absent_in_a_region_is_skipped_there(findings: list[Finding]) -> None:
    assert verdicts(findings, "Source", "us-east-1") == {Status.PASS}
    assert verdicts(findings, "Source", "eu-central-1") == {Status.SKIP}


def test_every_verdict_on_a_resource_that_may_not_exist_is_unknown(findings: list[Finding]) -> None:
    assert verdicts(findings, "Perhaps", "us-east-1") == {Status.UNKNOWN}
    assert verdicts(findings, "Perhaps", "eu-central-1") == {Status.UNKNOWN}


def test_findings_have_a_place_a_fix_and_a_source(findings: list[Finding]) -> None:
    failed = next(finding for finding in findings if finding.resource == "Mapped" and finding.status is Status.FAIL)
    assert failed.path[:4] == ("Resources", "Mapped", "Properties", "TopicName")
    text = Path(failed.file).read_text().splitlines()[(failed.line or 0) - 1]
    assert "TopicName" in text or "FindInMap" in text
    assert failed.fix
    assert failed.source


def test_a_problem_of_every_region_is_a_finding_in_each(findings: list[Finding]) -> None:
    failed = [finding for finding in findings if finding.check.startswith("PAR-") and finding.status is Status.FAIL]
    assert {finding.region for finding in failed} == set(REGIONS)
    assert all(finding.path[:2] == ("Parameters", "Secret") for finding in failed)


def test_no_finding_shows_a_secret(findings: list[Finding]) -> None:
    assert "hunter2" not in repr(findings)


def test_a_secret_that_stands_elsewhere_in_the_template_is_hidden_in_messages(tmp_path: Path) -> None:
    topic = {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Ref": "hunter2"}}}
    (tmp_path / "t.json").write_text(json.dumps({**BODY, "Resources": {"Topic": topic}}))
    messages = [finding.message for finding in run(Subject(str(tmp_path / "t.json"), REGIONS))]
    assert not [message for message in messages if "hunter2" in message]
    assert any("'****' is neither a parameter nor a resource" in message for message in messages)


def test_every_check_gives_a_verdict_in_every_region(findings: list[Finding]) -> None:
    judged = {(finding.check, finding.region) for finding in findings}
    assert judged >= {(check.id, region) for check in produced() for region in REGIONS}


def test_a_cycle_names_its_resources(tmp_path: Path) -> None:
    topics = {name: {"Type": "AWS::SNS::Topic", "DependsOn": other} for name, other in (("A", "B"), ("B", "A"))}
    (tmp_path / "t.json").write_text(json.dumps({"Resources": topics}))
    found = [f for f in run(Subject(str(tmp_path / "t.json"), ("us-east-1",))) if f.check == "GRAPH-001"]
    assert [finding.resource for finding in found if finding.status is Status.FAIL] == ["A"]


def test_check_ids_are_unique_and_belong_to_the_layer() -> None:
    from importlib import import_module

    from tapstack.checks.template.checks import PRODUCERS

    every = {id(check): check for name in PRODUCERS for check in import_module(name).CHECKS}
    assert len({check.id for check in every.values()}) == len(every)
    assert {check.layer for check in every.values()} == {"template"}


def test_of_a_place_that_the_structure_refuses_nothing_more_is_said(tmp_path: Path) -> None:
    body = {"Resources": {"A": {"Type": "AWS::SNS::Topic", "Condition": "Nobody"}}}
    (tmp_path / "t.json").write_text(json.dumps(body))
    subject = Subject(str(tmp_path / "t.json"), ("us-east-1",))
    assert [f.check for f in run(subject) if f.status is Status.FAIL] == ["TPL-035"]
