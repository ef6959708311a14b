from typing import Any

import pytest

from tapstack.facts.schemas import known_types
from tapstack.facts.shapes import Shape, shape


def look(type_name: str, *path: str | int) -> Shape | None:
    found = shape(type_name)
    for step in path:
        assert found is not None
        found = found.property(step) if isinstance(step, str) else found.item()
    return found


def walk(type_name: str, *path: str | int) -> Shape:
    found = look(type_name, *path)
    assert found is not None
    return found


def below(found: Shape, name: str) -> Shape:
    inner = found.property(name)
    assert inner is not None
    return inner


def shaped(schema: dict[str, Any], **definitions: Any) -> Shape:
    root = {"definitions": definitions, **schema}
    return Shape(root, (root,))


SCALARS = [
    # CloudFormation calls both maps of strings; the schema names every type.
    ("AWS::Lambda::Function", ("Environment", "Variables", "ANY_NAME"), "string"),
    ("AWS::CloudFormation::Stack", ("Parameters", "AnyName"), "string"),
    ("AWS::S3::Bucket", ("BucketName",), "string"),
    ("AWS::S3::Bucket", ("PublicAccessBlockConfiguration", "BlockPublicAcls"), "boolean"),
    ("AWS::S3::Bucket", ("LifecycleConfiguration", "Rules", 0, "ExpirationInDays"), "integer"),
    ("AWS::Lambda::Function", ("Timeout",), "integer"),
    ("AWS::Glue::Table", ("TableInput", "StorageDescriptor", "Compressed"), "boolean"),
    ("AWS::Lambda::Function", ("Layers", 0), "string"),
    ("AWS::CloudWatch::Alarm", ("Threshold",), "number"),
    ("AWS::CloudWatch::Alarm", ("EvaluationPeriods",), "integer"),
    ("AWS::Events::Rule", ("Targets", 0, "RetryPolicy", "MaximumRetryAttempts"), "integer"),
    ("AWS::SNS::Topic", ("FifoTopic",), "boolean"),
    ("AWS::IAM::Role", ("MaxSessionDuration",), "integer"),
    ("Custom::Anything", ("ServiceToken",), "string"),
]


@pytest.mark.parametrize(("type_name", "path", "scalar"), SCALARS)
def test_a_scalar_has_the_type_of_the_resource_schema(type_name: str, path: tuple[str | int, ...], scalar: Any) -> None:
    assert walk(type_name, *path).scalar == scalar


FREE = [
    ("AWS::IAM::Role", ("AssumeRolePolicyDocument",)),
    ("AWS::IAM::ManagedPolicy", ("PolicyDocument",)),
    ("AWS::S3::BucketPolicy", ("PolicyDocument",)),
    ("AWS::Events::Rule", ("EventPattern",)),
    ("AWS::SQS::Queue", ("RedrivePolicy",)),
    ("AWS::StepFunctions::StateMachine", ("Definition",)),
]


@pytest.mark.parametrize(("type_name", "path"), FREE)
def test_json_of_any_form_is_free_and_has_nothing_below_it(type_name: str, path: tuple[str | int, ...]) -> None:
    found = walk(type_name, *path)
    assert found.free
    assert found.scalar is None
    assert found.property("Version") is None
    assert found.item() is None


def test_a_mapping_with_properties_is_not_free() -> None:
    versioning = walk("AWS::S3::Bucket", "VersioningConfiguration")
    assert not versioning.free
    assert versioning.scalar is None


def test_nothing_is_said_about_a_property_that_the_schema_does_not_have() -> None:
    assert look("AWS::S3::Bucket", "BukcetName") is None
    assert walk("AWS::S3::Bucket").item() is None


def test_what_a_custom_resource_is_given_is_free() -> None:
    assert walk("Custom::Anything", "MyOwn").free


def test_an_unknown_type_has_no_shape() -> None:
    assert shape("AWS::S3::Buckett") is None
    assert shape("AWS::Serverless::Function") is None


@pytest.mark.parametrize("keyword", ["oneOf", "anyOf", "allOf"])
def test_alternatives_that_agree_give_the_scalar(keyword: str) -> None:
    assert shaped({keyword: [{"type": "string", "maxLength": 3}, {"type": "string"}]}).scalar == "string"


@pytest.mark.parametrize(
    "schema",
    [
        {"oneOf": [{"type": "string"}, {"type": "integer"}]},
        {"type": ["boolean", "string"]},
        {"anyOf": [{"type": "string"}, {"type": "object", "properties": {"A": {"type": "string"}}}]},
    ],
)
def test_alternatives_that_differ_give_no_scalar(schema: dict[str, Any]) -> None:
    found = shaped(schema)
    assert found.scalar is None
    assert not found.free


def test_null_is_no_alternative() -> None:
    assert shaped({"type": ["boolean", "null"]}).scalar == "boolean"


def test_a_property_collects_the_types_of_all_alternatives() -> None:
    one = {"type": "object", "properties": {"A": {"type": "string"}}}
    other = {"type": "object", "properties": {"A": {"type": "integer"}, "B": {"type": "boolean"}}}
    found = shaped({"oneOf": [one, other]})
    assert below(found, "A").scalar is None
    assert below(found, "B").scalar == "boolean"


def test_a_branch_that_only_constrains_says_nothing_about_types() -> None:
    branch = {"required": ["A"], "properties": {"A": {"enum": ["x"]}}}
    found = shaped({"type": "object", "properties": {"A": {"type": "string"}}, "anyOf": [branch]})
    assert below(found, "A").scalar == "string"


def test_a_definition_that_contains_itself_can_be_walked() -> None:
    node = {"type": "object", "properties": {"Next": {"$ref": "#/definitions/Node"}, "Size": {"type": "integer"}}}
    found = shaped({"$ref": "#/definitions/Node"}, Node=node)
    for _ in range(5):
        found = below(found, "Next")
    assert below(found, "Size").scalar == "integer"


def test_references_in_a_circle_end() -> None:
    assert shaped({"$ref": "#/definitions/A"}, A={"$ref": "#/definitions/B"}, B={"$ref": "#/definitions/A"}).free


def test_a_pattern_that_python_does_not_know_matches_any_name() -> None:
    found = shaped({"patternProperties": {r"^\p{L}+$": {"type": "integer"}}})
    assert below(found, "Ä").scalar == "integer"


def test_additional_properties_have_a_type_where_no_name_matches() -> None:
    schema = {"type": "object", "properties": {"A": {"type": "integer"}}, "additionalProperties": {"type": "string"}}
    found = shaped(schema)
    assert (below(found, "A").scalar, below(found, "B").scalar) == ("integer", "string")


def test_every_type_of_a_region_has_a_shape() -> None:
    for name in known_types("us-east-1") or ():
        found = walk(name)
        assert all(found.property(each) is not None for each in found._root["properties"]), name
