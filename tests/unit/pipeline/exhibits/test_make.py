"""The exhibits of a run: the picture is what the stacks are, and nothing secret is in it."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from tapstack.findings.exhibits import Exhibits
from tapstack.findings.picture import Dependency, Picture
from tapstack.pipeline import Request
from tapstack.pipeline.exhibits import exhibits

REGIONS = ("us-east-1", "eu-central-1")
QUEUE = {"Type": "AWS::SQS::Queue"}


def made(folder: Path, template: dict[str, Any], **parameters: str) -> Exhibits:
    file = folder / "t.json"
    file.write_text(json.dumps(template, indent=2))
    return exhibits([Request(str(file), REGIONS, ("template",), parameters=parameters, as_of=date(2026, 1, 1))])


def drawn(folder: Path, resources: dict[str, Any], **sections: Any) -> Picture:
    (picture,) = made(folder, {**sections, "Resources": resources}).pictures
    return picture


def test_each_region_has_its_resources_with_their_steps_and_lines(tmp_path: Path) -> None:
    resources = {
        "Dlq": QUEUE,
        "Main": {**QUEUE, "Properties": {"RedrivePolicy": {"deadLetterTargetArn": {"Fn::GetAtt": ["Dlq", "Arn"]}}}},
        "East": {**QUEUE, "Condition": "IsEast"},
    }
    east = {"IsEast": {"Fn::Equals": [{"Ref": "AWS::Region"}, "us-east-1"]}}
    picture = drawn(tmp_path, resources, Conditions=east)
    assert picture.regions == REGIONS
    assert [(one.region, one.name, one.step) for one in picture.resources] == [
        ("us-east-1", "Dlq", 1),
        ("us-east-1", "Main", 2),
        ("us-east-1", "East", 1),
        ("eu-central-1", "Dlq", 1),
        ("eu-central-1", "Main", 2),
    ]
    lines = (tmp_path / "t.json").read_text().splitlines()
    assert all(f'"{one.name}"' in lines[one.line - 1] for one in picture.resources)
    assert picture.dependencies[0] == Dependency("us-east-1", "Main", "Dlq", "GetAtt")


def test_what_waits_for_itself_is_in_no_step(tmp_path: Path) -> None:
    resources = {"A": {**QUEUE, "DependsOn": "B"}, "B": {**QUEUE, "DependsOn": "A"}, "C": QUEUE}
    assert [one.step for one in drawn(tmp_path, resources).resources] == [None, None, 1] * 2


def test_links_say_where_they_lead_by_what_and_whether_that_is_there(tmp_path: Path) -> None:
    arn = {"Fn::Sub": "arn:aws:sqs:eu-central-1:${AWS::AccountId}:there"}
    other = {**QUEUE, "Properties": {"QueueName": "there"}}
    alarm = {"Type": "AWS::SNS::Subscription", "Properties": {"Endpoint": arn, "Protocol": "sqs", "TopicArn": "x"}}
    east = {"IsEast": {"Fn::Equals": [{"Ref": "AWS::Region"}, "us-east-1"]}}
    picture = drawn(tmp_path, {"Sub": {**alarm, "Condition": "IsEast"}, "Queue": other}, Conditions=east)
    assert [(one.name, one.region, one.to, one.target, one.at, one.exists) for one in picture.bridges] == [
        ("Sub", "us-east-1", "eu-central-1", "Queue", "Endpoint", True)
    ]


def test_a_secret_in_a_link_that_leads_to_nothing_is_hidden(tmp_path: Path) -> None:
    arn = "arn:aws:sqs:eu-central-1:123456789012:hunter2"
    topic = {"Type": "AWS::SNS::Subscription", "Properties": {"Endpoint": arn, "Protocol": "sqs", "TopicArn": "x"}}
    word = {"Word": {"Type": "String", "NoEcho": True}}
    made_ = made(tmp_path, {"Parameters": word, "Resources": {"Sub": topic}}, Word="hunter2")
    assert made_.pictures[0].bridges
    assert "hunter2" not in repr(made_)


def test_a_template_without_resources_is_an_empty_picture(tmp_path: Path) -> None:
    assert drawn(tmp_path, {}).resources == ()
