"""What a rendered stack tells beside its values."""

import json
from typing import Any

import pytest

from tapstack.render import Place, Stack, compile_template
from tapstack.template.load import loads

BODY: dict[str, Any] = {
    "Parameters": {
        "Size": {"Type": "String", "Default": "1"},
        "Secret": {"Type": "String", "NoEcho": True, "Default": "s3cr3t"},
    },
    "Mappings": {"Sizes": {"eu-central-1": {"Tags": [{"Key": "k", "Value": "v"}]}, "us-east-1": {"Tags": []}}},
    "Conditions": {
        "InEurope": {"Fn::Equals": [{"Ref": "AWS::Region"}, "eu-central-1"]},
        "HasSecret": {"Fn::Not": [{"Fn::Equals": [{"Ref": "Secret"}, ""]}]},
    },
    "Resources": {
        "Bucket": {
            "Type": "AWS::S3::Bucket",
            "DependsOn": ["Topic", "Other"],
            "Properties": {
                "BucketName": {"Fn::If": ["InEurope", {"Fn::Sub": "eu-${Size}"}, "us"]},
                "Tags": [
                    {"Fn::If": ["InEurope", {"Ref": "AWS::NoValue"}, {"Key": "a", "Value": "b"}]},
                    {"Key": "last", "Value": {"Ref": "Size"}},
                ],
            },
        },
        "Topic": {"Type": "AWS::SNS::Topic", "Condition": "InEurope", "Properties": {"DisplayName": {"Ref": "Secret"}}},
        "Other": {
            "Type": "AWS::SNS::Topic",
            "Properties": {"Tags": {"Fn::FindInMap": ["Sizes", {"Ref": "AWS::Region"}, "Tags"]}},
        },
    },
}


def stack(region: str = "eu-central-1", **given: str) -> Stack:
    program = compile_template(loads(json.dumps(BODY), "t.json"))
    return program.render(program.parameters.resolve(given), Place(region))


def test_absent_resources_are_named_and_gone_from_depends_on():
    assert stack("us-east-1").absent == {"Topic"}
    assert stack("us-east-1").bodies["Bucket"]["DependsOn"] == ["Other"]
    assert stack().bodies["Bucket"]["DependsOn"] == ["Topic", "Other"]


BUCKET = ("Resources", "Bucket", "Properties")


@pytest.mark.parametrize(
    ("region", "rendered", "origin"),
    [
        ("eu-central-1", (*BUCKET, "BucketName"), (*BUCKET, "BucketName", "Fn::If", 1, "Fn::Sub")),
        ("us-east-1", (*BUCKET, "BucketName"), (*BUCKET, "BucketName", "Fn::If", 2)),
        ("us-east-1", (*BUCKET, "Tags", 0, "Key"), (*BUCKET, "Tags", 0, "Fn::If", 2, "Key")),
        ("us-east-1", (*BUCKET, "Tags", 1, "Value"), (*BUCKET, "Tags", 1, "Value", "Ref")),
        ("eu-central-1", (*BUCKET, "Tags", 0, "Value"), (*BUCKET, "Tags", 1, "Value", "Ref")),
        (
            "eu-central-1",
            ("Resources", "Other", "Properties", "Tags", 0, "Value"),
            ("Mappings", "Sizes", "eu-central-1", "Tags", 0, "Value"),
        ),
        ("eu-central-1", ("Resources", "Nobody", "Properties"), ("Resources", "Nobody", "Properties")),
    ],
)
def test_a_rendered_value_remembers_where_it_was_written(region, rendered, origin):
    assert stack(region).origin(rendered) == origin


def test_a_secret_decides_conditions_but_is_never_in_the_stack():
    rendered = stack()
    assert rendered.conditions["HasSecret"] is True
    assert stack(Secret="").conditions["HasSecret"] is False
    text = rendered.to_bytes().decode()
    assert "s3cr3t" not in text
    assert rendered.to_json()["Resources"]["Topic"]["Properties"]["DisplayName"]["Unresolved"]["kind"] == "NoEcho"
    assert rendered.to_json()["Parameters"]["Secret"]["Unresolved"]["of"] == "Secret"


def test_stacks_of_one_program_do_not_change_each_other():
    program = compile_template(loads(json.dumps(BODY), "t.json"))
    values = program.parameters.resolve({})
    first = program.render(values, Place("us-east-1"))
    before = first.to_bytes()
    program.render(values, Place("eu-central-1")).to_bytes()
    assert first.to_bytes() == before == program.render(values, Place("us-east-1")).to_bytes()


LOOP = {
    "Transform": "AWS::LanguageExtensions",
    "Parameters": {"Names": {"Type": "CommaDelimitedList"}},
    "Resources": {"Fn::ForEach::Topics": ["Name", {"Ref": "Names"}, {"Topic${Name}": {"Type": "AWS::SNS::Topic"}}]},
}


def test_a_loop_over_a_parameter_is_expanded_with_the_values_of_each_rendering():
    program = compile_template(loads(json.dumps(LOOP), "t.json"))
    rendered = [
        list(program.render(program.parameters.resolve({"Names": names}), Place("us-east-1")).resources)
        for names in ("A,B", "C")
    ]
    assert rendered == [["TopicA", "TopicB"], ["TopicC"]]


def test_the_problems_of_a_loop_over_a_parameter_are_in_the_stack():
    program = compile_template(loads(json.dumps(LOOP), "t.json"))
    assert program.problems == ()
    rendered = program.render(program.parameters.resolve({"Names": "A,A"}), Place("us-east-1"))
    assert [problem.check.id for problem in rendered.problems] == ["FN-013"]


def test_what_is_read_in_a_loop_points_into_its_body():
    program = compile_template(loads(json.dumps(LOOP), "t.json"))
    rendered = program.render(program.parameters.resolve({"Names": "A"}), Place("us-east-1"))
    path = ("Resources", "Fn::ForEach::Topics", 2, "Topic${Name}", "Type")
    assert rendered.origin(("Resources", "TopicA", "Type")) == path
