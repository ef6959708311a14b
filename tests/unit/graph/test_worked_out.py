"""Where in a resource functions stand."""

import json
from typing import Any

import pytest

from tapstack.render import Place, compile_template
from tapstack.template.load import loads

REF = {"Ref": "Text"}


def paths(properties: dict[str, Any]) -> list[str]:
    body = {
        "Parameters": {"Text": {"Type": "String", "Default": "x"}},
        "Conditions": {"Never": {"Fn::Equals": [REF, "y"]}},
        "Resources": {"It": {"Type": "AWS::SNS::Topic", "Properties": properties}},
    }
    program = compile_template(loads(json.dumps(body), "t.json"))
    stack = program.render(program.parameters.resolve({}), Place("us-east-1"))
    return ["/".join(map(str, path)) for path in stack.worked_out("It")]


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({}, []),
        ({"TopicName": "x"}, []),
        ({"TopicName": REF, "DisplayName": "x"}, ["TopicName"]),
        ({"TopicName": {"Fn::Join": ["-", ["a", "b"]]}}, ["TopicName"]),
        ({"Subscription": [{"Protocol": "email", "Endpoint": REF}]}, ["Subscription/0/Endpoint"]),
        ({"Tags": [{"Key": "a", "Value": "b"}, {"Key": REF, "Value": "c"}]}, ["Tags/1/Key"]),
        ({"TopicName": {"Fn::If": ["Never", "x", {"Ref": "AWS::NoValue"}]}}, []),
        ({"Tags": [{"Fn::If": ["Never", "x", {"Ref": "AWS::NoValue"}]}, {"Key": "a", "Value": REF}]}, ["Tags"]),
    ],
)
def test_the_outermost_functions_are_told(properties: dict[str, Any], expected: list[str]) -> None:
    assert paths(properties) == expected
