"""What a property may also be, under other parameter values that the template takes."""

import json
from typing import Any

import pytest

from tapstack.graph.stackset import NotKnown, StackSet
from tapstack.render import Place, compile_template
from tapstack.template.load import loads

REGION = "us-east-1"


def stackset(resources: dict[str, Any], parameters: dict[str, Any], **sections: Any) -> StackSet:
    body = {"Parameters": parameters, "Resources": resources, **sections}
    program = compile_template(loads(json.dumps(body), "t.json"))
    return StackSet({REGION: program.render(program.parameters.resolve({}), Place(REGION))})


def names(made: StackSet, logical_id: str = "Topic", name: str = "TopicName") -> set[str]:
    item = made.item(REGION, logical_id)
    assert item is not None
    return {variation.pattern for variation in made.variations.of(item, name)}


def topic(name: Any, **attributes: Any) -> dict[str, Any]:
    return {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": name}, **attributes}}


SUFFIX = {"Suffix": {"Type": "String", "Default": "dev", "AllowedValues": ["dev", "staging"]}}
SUB = {"Fn::Sub": "orders-${Suffix}"}


def test_a_name_is_worked_out_under_each_value_that_is_listed():
    assert names(stackset(topic(SUB), SUFFIX)) == {"orders-dev", "orders-staging"}


def test_a_name_that_no_parameter_is_in_has_no_variations():
    assert names(stackset(topic("orders"), SUFFIX)) == set()


def test_functions_are_worked_out_anew():
    name = {"Fn::Join": ["_", {"Fn::Split": ["-", {"Fn::FindInMap": ["Names", {"Ref": "Suffix"}, "Topic"]}]}]}
    mappings = {"Names": {"dev": {"Topic": "a-b"}, "staging": {"Topic": "c-d"}}}
    assert names(stackset(topic(name), SUFFIX, Mappings=mappings)) == {"a_b", "c_d"}


def test_a_value_that_the_rules_refuse_is_no_value():
    rules = {"NoStaging": {"Assertions": [{"Assert": {"Fn::Equals": [{"Ref": "Suffix"}, "dev"]}}]}}
    assert names(stackset(topic(SUB), SUFFIX, Rules=rules)) == {"orders-dev"}


def test_where_the_resource_is_not_made_it_has_no_name():
    conditions = {"IsDev": {"Fn::Equals": [{"Ref": "Suffix"}, "dev"]}}
    assert names(stackset(topic(SUB, Condition="IsDev"), SUFFIX, Conditions=conditions)) == {"orders-dev"}


def test_a_parameter_that_comes_by_way_of_another_name_counts():
    resources = {
        **topic(SUB),
        "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Fn::GetAtt": ["Topic", "TopicName"]}}},
    }
    assert names(stackset(resources, SUFFIX), "Queue", "QueueName") == {"orders-dev", "orders-staging"}


@pytest.mark.parametrize("kind", ["AWS::EC2::VPC::Id", "AWS::SSM::Parameter::Value<String>", "CommaDelimitedList"])
def test_what_exists_or_is_looked_up_is_not_varied(kind: str):
    made = stackset(topic({"Fn::Join": ["", ["orders", {"Ref": "Other"}]]}), {"Other": {"Type": kind}})
    assert names(made) == set()


def test_a_parameter_without_a_bound_is_not_known():
    with pytest.raises(NotKnown, match="nothing bounds how long Suffix may be"):
        names(stackset(topic(SUB), {"Suffix": {"Type": "String", "Default": "dev"}}))


def test_a_secret_is_not_varied():
    secret = {"Suffix": {"Type": "String", "Default": "dev", "AllowedValues": ["dev", "staging"], "NoEcho": True}}
    assert names(stackset(topic(SUB), secret)) == set()


def test_custom_resources_are_found_by_one_word_and_everything_by_none():
    custom = {"Properties": {"ServiceToken": "arn:aws:lambda:us-east-1:123456789012:function:f"}}
    made = stackset(
        {
            **topic("orders"),
            "One": {"Type": "Custom::One", **custom},
            "Two": {"Type": "AWS::CloudFormation::CustomResource", **custom},
        },
        {},
    )
    assert [item.logical_id for item in made.of_type("Custom::*")] == ["One", "Two"]
    assert [item.logical_id for item in made.of_type()] == ["Topic", "One", "Two"]
    assert made.of_type(region="eu-central-1") == []
