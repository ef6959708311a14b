"""What conditions leave out can be had by its type, and is then the same as among all of it."""

import json

from tapstack.checks.plan import planned_view
from tapstack.checks.subject import Subject

REGIONS = ("eu-central-1", "us-east-1")
HERE = {"Fn::Equals": [{"Ref": "AWS::Region"}, "us-east-1"]}


def stackset(folder, **resources):
    file = folder / "t.json"
    file.write_text(json.dumps({"Conditions": {"Here": HERE}, "Resources": resources}))
    return planned_view(Subject(str(file), REGIONS)).stackset


def told(items):
    return [(item.region, item.logical_id, item["QueueName"].raw) for item in items]


def test_those_of_a_type_are_those_among_all(tmp_path):
    found = stackset(
        tmp_path,
        Left={
            "Type": "AWS::SQS::Queue",
            "Condition": "Here",
            "Properties": {"QueueName": {"Fn::Sub": "${AWS::Region}"}},
        },
        Made={"Type": "AWS::SQS::Queue"},
        Other={"Type": "AWS::SNS::Topic", "Condition": "Here"},
    )
    assert told(found.absent_of("AWS::SQS::Queue")) == [("eu-central-1", "Left", "eu-central-1")]
    assert [item.logical_id for item in found.absent] == ["Left", "Other"]
    assert found.absent_of("AWS::S3::Bucket") == []


def test_what_has_no_type_is_of_none(tmp_path):
    assert stackset(tmp_path, Left={"Condition": "Here"}).absent_of("AWS::SQS::Queue") == []
