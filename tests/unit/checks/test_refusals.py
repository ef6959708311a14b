"""For what CloudFormation refuses parameters, before it makes anything."""

from typing import Any

import pytest

from tapstack.checks.subject import Subject
from tapstack.checks.template.refusals import refusals
from tapstack.template.load import loads

TEMPLATE = """
Parameters:
  Stage: {Type: String, MinLength: 2}
  Password: {Type: String, NoEcho: true, Default: hunter2, MaxLength: 8}
  Image: {Type: "AWS::SSM::Parameter::Value<String>", Default: /image}
Rules:
  East:
    RuleCondition: {"Fn::Equals": [{Ref: "AWS::Region"}, us-east-1]}
    Assertions: [{Assert: {"Fn::Equals": [{Ref: Stage}, prod]}, AssertDescription: Only prod is in us-east-1}]
  Stored: {Assertions: [{Assert: {"Fn::Equals": [{Ref: Image}, x]}}]}
Resources: {Topic: {Type: "AWS::SNS::Topic", Properties: {TopicName: !Ref Nothing}}}
"""


def refused(region: str, given: dict[str, Any], *, complete: bool = True, text: str = TEMPLATE) -> list[str]:
    subject = Subject("t.yaml", (region,), given, complete)
    subject.template = loads(text, "t.yaml")
    return [f"{found.check} {found.message}" for found in refusals(subject, region)]


@pytest.mark.parametrize(
    ("region", "given", "complete", "checks"),
    [
        ("eu-west-1", {"Stage": "dev"}, True, []),
        ("us-east-1", {"Stage": "prod"}, True, []),
        ("us-east-1", {"Stage": "dev"}, True, ["RULE-010"]),
        ("eu-west-1", {"Stage": "x"}, True, ["PAR-025"]),
        ("eu-west-1", {}, True, ["PAR-021"]),
        ("eu-west-1", {}, False, []),
        ("eu-west-1", {"Stage": "dev", "Stag": "x"}, True, ["PAR-020"]),
    ],
)
def test_values_are_refused_for_errors_only(
    region: str, given: dict[str, Any], complete: bool, checks: list[str]
) -> None:
    assert [text.split()[0] for text in refused(region, given, complete=complete)] == checks


def test_values_are_refused_for_faults_of_the_section_itself() -> None:
    found = refused("eu-west-1", {"Stage": "dev"}, text=TEMPLATE.replace("MinLength: 2", "MinLength: 2, MaxLength: 1"))
    assert found[0].startswith("PAR-006 MinLength 2 of parameter Stage is above MaxLength 1")


def test_no_secret_is_in_a_refusal() -> None:
    (found,) = refused("eu-west-1", {"Stage": "dev", "Password": "hunter2-given"})
    assert found.startswith("PAR-025") and "hunter2" not in found
