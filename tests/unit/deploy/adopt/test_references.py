"""Which resources stand in a piece of a template."""

import pytest

from tapstack.deploy.adopt.references import named

RESOURCES = ("Key", "Bucket", "Peer")


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ({"Ref": "Key"}, {"Key"}),
        ({"Ref": "Parameter"}, set()),
        ({"Fn::GetAtt": ["Key", "Arn"]}, {"Key"}),
        ({"Fn::GetAtt": "Key.Arn"}, {"Key"}),
        ({"Fn::Sub": "a ${Key.Arn} ${!Bucket} ${AWS::Region}"}, {"Key"}),
        ({"Fn::Sub": ["${Peer} ${Bucket}", {"Peer": {"Ref": "Key"}}]}, {"Key", "Bucket"}),
        ({"Fn::If": ["Any", [{"Ref": "Key"}], {"Ref": "AWS::NoValue"}]}, {"Key"}),
        ({"Fn::Join": ["", ["a", {"Fn::GetAtt": ["Bucket", "Arn"]}]]}, {"Bucket"}),
        ({"A": {"B": [{"Ref": "Bucket"}]}, "C": {"Ref": "Key"}}, {"Bucket", "Key"}),
        ("Key", set()),
        (None, set()),
    ],
)
def test_references_are_found_whatever_the_conditions(value, found):
    assert named(value, RESOURCES) == found
