"""What is refused before anything is done."""

import pytest

from tapstack.simulate.engine import StackError
from tapstack.simulate.resources import UnsupportedError
from tests.unit.simulate.engine.stacks import Room, parameter, queue, ref, resource

TRUST = {"Version": "2012-10-17", "Statement": []}
NAMED = {"R": resource("AWS::IAM::Role", RoleName="r", AssumeRolePolicyDocument=TRUST)}
UNNAMED = {"R": resource("AWS::IAM::Role", AssumeRolePolicyDocument=TRUST)}


@pytest.fixture
def room():
    return Room()


@pytest.mark.parametrize(
    ("resources", "sections", "values", "said"),
    [
        ({"A": queue()}, {"Parameters": {"P": {"Type": "String"}}}, {}, "P"),
        ({"A": queue()}, {"Parameters": {"P": {"Type": "Number"}}}, {"P": "x"}, "P"),
        ({"A": queue()}, {"Parameters": {"P": {"Type": "String", "AllowedValues": ["a"]}}}, {"P": "b"}, "P"),
        ({"A": queue()}, {}, {"Nobody": "x"}, "Nobody"),
        ({"A": parameter(Value=ref("Nobody"))}, {}, {}, "Nobody"),
        ({"A": parameter("Nobody")}, {}, {}, "Nobody"),
        ({"A": parameter(Value={"Fn::FindInMap": ["M", "a", "b"]})}, {}, {}, "M"),
        ({"A": parameter("B"), "B": parameter("A")}, {}, {}, "Circular dependency between resources"),
        ({"A": parameter(Value=ref("B")), "B": parameter("A")}, {}, {}, "Circular dependency between resources"),
        ({}, {}, {}, "no resources"),
        ({"A": {"Type": "AWS::SQS::Queue", "Propertys": {}}}, {}, {}, "Propertys"),
    ],
    ids=[
        *("missing parameter", "not a number", "not allowed", "undeclared parameter", "unknown Ref"),
        *("unknown DependsOn", "unknown mapping", "circle of DependsOn", "circle", "no resources", "unknown key"),
    ],
)
def test_what_is_wrong_with_the_template_or_its_values_is_a_validation_error(room, resources, sections, values, said):
    with pytest.raises(StackError) as caught:
        room.create(resources, sections=sections, values=values)
    assert caught.value.code == "ValidationError" and said in caught.value.message
    assert room.paper.calls == [] and room.engine.stacks == {}


def test_a_rule_that_does_not_hold_is_a_validation_error(room):
    rule = {"Assertions": [{"Assert": {"Fn::Equals": [ref("P"), "a"]}, "AssertDescription": "P must be a"}]}
    sections = {"Parameters": {"P": {"Type": "String"}}, "Rules": {"OnlyA": rule}}
    with pytest.raises(StackError, match="P must be a"):
        room.create({"A": queue()}, sections=sections, values={"P": "b"})


def test_a_stack_without_resources_in_its_region_is_refused(room):
    sections = {"Conditions": {"Never": {"Fn::Equals": ["a", "b"]}}}
    with pytest.raises(StackError, match="At least one Resources member must be defined"):
        room.create({"A": queue() | {"Condition": "Never"}}, sections=sections)


def test_an_update_is_refused_for_the_same_and_the_stack_stays_as_it_is(room):
    live = room.create({"A": queue()})
    with pytest.raises(StackError, match="ValidationError"):
        room.update(live, {"A": parameter("Nobody")})
    assert live.status == "CREATE_COMPLETE" and list(live.definition.stack.bodies) == ["A"]


@pytest.mark.parametrize(
    ("resources", "capabilities", "needed"),
    [
        (UNNAMED, (), "CAPABILITY_IAM"),
        (NAMED, (), "CAPABILITY_NAMED_IAM"),
        (NAMED, ("CAPABILITY_IAM",), "CAPABILITY_NAMED_IAM"),
    ],
)
def test_iam_resources_need_a_capability(room, resources, capabilities, needed):
    with pytest.raises(StackError) as caught:
        room.create(resources, capabilities=capabilities)
    assert caught.value.code == "InsufficientCapabilitiesException"
    assert caught.value.message == f"Requires capabilities : [{needed}]"


@pytest.mark.parametrize(
    ("resources", "capability"),
    [(UNNAMED, "CAPABILITY_IAM"), (UNNAMED, "CAPABILITY_NAMED_IAM"), (NAMED, "CAPABILITY_NAMED_IAM")],
)
def test_with_the_capability_they_are_made(room, resources, capability):
    assert room.create(resources, capabilities=[capability]).status == "CREATE_COMPLETE"


def test_an_update_needs_the_capability_too(room):
    live = room.create({"A": queue()})
    with pytest.raises(StackError, match="CAPABILITY_IAM"):
        room.update(live, {"A": queue(), **UNNAMED})


def test_a_value_that_is_not_known_here_is_unsupported_not_refused(room):
    reference = "{{resolve:secretsmanager:s:SecretString:k}}"
    with pytest.raises(UnsupportedError, match="A/Value"):
        room.create({"A": parameter(Value=reference)})


def test_a_value_that_is_not_known_here_comes_from_outside(room):
    room.engine._outside = lambda region, value: f"{region}:{value.of}" if value.kind == "DynamicReference" else None
    room.create({"A": parameter(Value="<{{resolve:ssm:/a/b}}>")})
    assert room.paper.there["us-east-1", "A-1"].properties["Value"] == "<us-east-1:ssm:/a/b>"
