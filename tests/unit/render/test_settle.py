"""What only AWS looks up is of one region, wherever it stands; and no two lookups pass for one by chance."""

import json

import pytest

from tapstack.render import Place, compile_template
from tapstack.template.load import loads

SECTIONS = {
    "Transform": "AWS::LanguageExtensions",
    "Parameters": {
        "Stored": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/x"},
        "Open": {"Type": "String"},
    },
    "Mappings": {"M": {"K": {"A": "{{resolve:ssm:/x}}", "L": ["{{resolve:ssm:/x}}"]}}},
    "Conditions": {"Unknown": {"Fn::Equals": [{"Ref": "Open"}, "x"]}},
}


def value(raw, region="us-east-1"):
    thing = {"Type": "Custom::Thing", "Properties": {"ServiceToken": "t", "Value": raw}}
    template = loads(json.dumps({**SECTIONS, "Resources": {"Thing": thing}}), "t.json")
    program = compile_template(template)
    stack = program.render(program.parameters.resolve({}, complete=False), Place(region))
    return stack.bodies["Thing"]["Properties"]["Value"]


@pytest.mark.parametrize(
    "raw",
    [
        "{{resolve:ssm:/x}}",
        "a-{{resolve:secretsmanager:s:SecretString:k}}-b",
        {"Fn::Join": ["", ["a", "{{resolve:ssm:/x}}"]]},
        {"Fn::FindInMap": ["M", "K", "A"]},
        {"Fn::Select": [0, {"Fn::FindInMap": ["M", "K", "L"]}]},
        {"Ref": "Stored"},
    ],
)
def test_what_a_store_holds_is_not_taken_for_the_same_in_two_regions(raw):
    here = value(raw)
    assert here == value(raw)
    assert here.region == "us-east-1"
    assert here != value(raw, "eu-central-1")


def test_a_list_with_a_dynamic_reference_is_settled_item_by_item():
    (item,) = value({"Fn::FindInMap": ["M", "K", "L"]})
    assert (item.kind, item.of, item.region) == ("DynamicReference", "ssm:/x", "us-east-1")


def test_two_choices_of_one_loop_are_not_taken_for_the_same():
    choice = {"Fn::If": ["Unknown", {"Fn::Sub": "a-${I}"}, "b"]}
    found = value({"Fn::ForEach::L": ["I", ["x", "y"], {"K${I}": choice}]})
    assert found["Kx"] != found["Ky"]


def test_two_macros_of_one_name_are_not_taken_for_the_same():
    first, second = value([{"Fn::Transform": {"Name": "Own", "Parameters": {"P": number}}} for number in (1, 2)])
    assert first != second
