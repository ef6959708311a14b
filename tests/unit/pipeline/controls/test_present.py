"""Which resources a region gets is found out without their properties, and is the same as when they are rendered."""

import json
from pathlib import Path

import pytest

from tapstack.checks.subject import Subject
from tapstack.pipeline.controls.present import present

ROOT = Path(__file__).parents[4]
REGIONS = ("eu-central-1", "us-east-1")


def rendered(subject: Subject) -> list[tuple[str, str, str]]:
    return [
        (region, *pair)
        for region, stack in subject.stacks.items()
        for pair in ((name, resource.type) for name, resource in stack.resources.items())
    ]


@pytest.mark.parametrize(
    "given", [{}, {"InterfaceEndpoints": "true", "NatGatewayEnabled": "true"}, {"SourceRegion": "eu-west-1"}]
)
def test_our_template_has_what_its_rendered_stacks_have(given: dict[str, str]) -> None:
    subject = Subject(str(ROOT / "lib" / "TapStack.json"), REGIONS, {"EnvironmentSuffix": "verify", **given})
    assert list(present(subject)) == rendered(subject)
    assert len(set(present(subject))) > 150


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"Transform": "AWS::LanguageExtensions"},
        {"Resources": {"Fn::ForEach::Each": ["X", ["A", "B"], {"${X}Topic": {"Type": "AWS::SNS::Topic"}}]}},
    ],
    ids=["plain", "transform", "loop"],
)
def test_conditions_loops_and_odd_bodies_are_as_in_the_rendered_stack(
    tmp_path: Path, changes: dict[str, object]
) -> None:
    template = {
        "Parameters": {"P": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/p"}},
        "Conditions": {
            "East": {"Fn::Equals": [{"Ref": "AWS::Region"}, "us-east-1"]},
            "Unknown": {"Fn::Equals": [{"Ref": "P"}, "x"]},
        },
        "Resources": {
            "Here": {"Type": "AWS::SQS::Queue", "Condition": "East", "Properties": {"QueueName": "q"}},
            "Perhaps": {"Type": "AWS::SQS::Queue", "Condition": "Unknown"},
            "Odd": "odd",
        },
        **changes,
    }
    (tmp_path / "t.json").write_text(json.dumps(template))
    subject = Subject(str(tmp_path / "t.json"), REGIONS)
    assert list(present(subject)) == rendered(subject)
