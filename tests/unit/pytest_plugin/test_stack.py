"""The helpers that tests of a template are written with."""

import copy
from typing import Any

import pytest

from tapstack.checks.subject import Subject
from tapstack.findings import Status
from tapstack.pytest_plugin import MissingError, RefusedError, Resource, Stack, StackSet, UnknownError, Unresolved
from tapstack.template.load import loads

TEMPLATE = """
Parameters:
  Stage: {Type: String, MinLength: 2, Default: dev}
  Words: {Type: CommaDelimitedList, Default: "a, b"}
  Password: {Type: String, NoEcho: true, Default: hunter2, MinLength: 5}
  Mode: {Type: "AWS::SSM::Parameter::Value<String>", Default: /mode}
Conditions:
  IsEast: {"Fn::Equals": [{Ref: "AWS::Region"}, us-east-1]}
  IsNowhere: {"Fn::Equals": [{Ref: "AWS::Region"}, eu-north-1]}
  IsLive: {"Fn::Equals": [{Ref: Mode}, live]}
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    Metadata: {Owner: platform}
    Properties:
      BucketName: !Sub data-${Stage}-${AWS::Region}
      VersioningConfiguration: {Status: Enabled}
      LifecycleConfiguration:
        Rules: [{Id: first, Status: Enabled}, {Id: second, Status: Disabled}]
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt Role.Arn
      Code: {ZipFile: x}
      Environment: {Variables: {a.b: dotted, Bucket: !Ref Bucket, Password: !Ref Password}}
  Role:
    Type: AWS::IAM::Role
    DependsOn: Vpc
    Properties: {AssumeRolePolicyDocument: {}}
  Vpc: {Type: "AWS::EC2::VPC", Properties: {CidrBlock: 10.0.0.0/16}}
  Subnet: {Type: "AWS::EC2::Subnet", Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}}
  Table: {Type: "AWS::DynamoDB::GlobalTable", Condition: IsEast}
  Never: {Type: "AWS::SNS::Topic", Condition: IsNowhere}
  Live: {Type: "AWS::SQS::Queue", Condition: IsLive, DependsOn: Vpc}
Outputs:
  Name: {Value: !Ref Bucket}
  Network: {Value: !Ref Vpc}
"""


@pytest.fixture(scope="module")
def stackset() -> StackSet:
    subject = Subject("t.yaml", ("eu-west-1", "us-east-1"))
    subject.template = loads(TEMPLATE, "t.yaml")
    return StackSet(subject)


@pytest.fixture(scope="module")
def stack(stackset: StackSet) -> Stack:
    return stackset["eu-west-1"]


@pytest.fixture(scope="module")
def bucket(stack: Stack) -> Resource:
    return stack.resource("Bucket")


def test_regions_are_in_the_order_of_deployment(stackset: StackSet) -> None:
    assert stackset.regions == ("eu-west-1", "us-east-1")
    assert [stack.region for stack in stackset] == [stack.region for stack in stackset.stacks] == list(stackset.regions)
    assert len(stackset) == 2
    assert "us-east-1" in stackset and "eu-north-1" not in stackset


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("BucketName", "data-dev-eu-west-1"),
        ("VersioningConfiguration.Status", "Enabled"),
        ("VersioningConfiguration", {"Status": "Enabled"}),
        ("LifecycleConfiguration.Rules[1].Id", "second"),
    ],
)
def test_a_property_is_the_rendered_one(bucket: Resource, path: str, value: Any) -> None:
    assert bucket.property(path) == bucket.known_property(path) == value
    assert bucket.has(path)


def test_names_with_dots_are_quoted(stack: Stack) -> None:
    assert stack.resource("Function").property('Environment.Variables."a.b"') == "dotted"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("BucketNam", "Bucket in eu-west-1 has no BucketNam. Did you mean 'BucketName'?"),
        (
            "VersioningConfiguration.Statsu",
            "no VersioningConfiguration.Statsu. Did you mean 'VersioningConfiguration.St",
        ),
        ("VersioningConfig.Status", "Did you mean 'VersioningConfiguration.Status'?"),
        ("Status", "Did you mean 'VersioningConfiguration.Status'?"),
        ("LifecycleConfiguration.Rules[2].Id", "LifecycleConfiguration.Rules has 2 members."),
        ("LifecycleConfiguration.Rules[7]", "LifecycleConfiguration.Rules has 2 members."),
        ("Qqq", "It has BucketName, VersioningConfiguration, LifecycleConfiguration."),
        ("BucketName.Qqq", "BucketName is 'data-dev-eu-west-1'."),
    ],
)
def test_a_missing_property_is_an_error_that_names_the_nearest(bucket: Resource, path: str, message: str) -> None:
    with pytest.raises(MissingError) as caught:
        bucket.property(path)
    assert message in str(caught.value)
    assert not bucket.has(path)
    assert bucket.property(path, default=None) is None


def test_a_missing_property_fails_a_test_and_is_a_lookup_error() -> None:
    assert issubclass(MissingError, AssertionError) and issubclass(MissingError, LookupError)


def test_what_a_test_does_with_a_value_changes_no_stack(stack: Stack, bucket: Resource) -> None:
    before = copy.deepcopy(stack.to_json())
    bucket.property("VersioningConfiguration")["Status"] = "Suspended"
    bucket.property("LifecycleConfiguration.Rules").clear()
    bucket.properties.clear()
    bucket.attribute("Metadata").clear()
    stack.outputs.clear()
    stack.parameters["Words"].append("c")
    stack.to_json().clear()
    stack.graph.dependencies.clear()
    with pytest.raises(TypeError):
        stack.resources["X"] = bucket  # type: ignore[index]
    assert stack.to_json() == before
    assert stack.depends_on("Subnet", "Vpc")


def test_an_unresolved_property_is_what_it_is_and_refuses_comparison(stack: Stack) -> None:
    found = stack.resource("Subnet").property("VpcId")
    assert isinstance(found, Unresolved)
    assert (found.kind, found.of) == ("Ref", "Vpc")
    with pytest.raises(UnknownError, match=r"^VpcId of Subnet in eu-west-1 is not known"):
        assert found != "vpc-12345678"


@pytest.mark.parametrize("path", ["VpcId", "VpcId.Deeper"])
def test_a_property_that_must_be_known_is_an_error_where_it_is_not(stack: Stack, path: str) -> None:
    with pytest.raises(UnknownError, match="VpcId of Subnet in eu-west-1 is not known"):
        stack.resource("Subnet").known_property(path)


def test_a_value_with_an_unknown_part_is_not_known(stack: Stack) -> None:
    with pytest.raises(UnknownError, match="is not known"):
        stack.resource("Function").known_property("Environment")
    assert stack.resource("Function").known_property("Code") == {"ZipFile": "x"}


def test_whether_something_is_below_an_unknown_value_is_not_known(stack: Stack) -> None:
    with pytest.raises(UnknownError):
        stack.resource("Subnet").has("VpcId.Deeper")


def test_attributes_stand_beside_the_properties(stack: Stack, bucket: Resource) -> None:
    assert bucket.attribute("DeletionPolicy") == "Retain"
    assert bucket.attribute("Metadata.Owner") == "platform"
    assert stack.resource("Vpc").attribute("DeletionPolicy", default="Delete") == "Delete"
    with pytest.raises(MissingError, match="Vpc in eu-west-1 has no DeletionPolicy"):
        stack.resource("Vpc").attribute("DeletionPolicy")


@pytest.mark.parametrize(
    ("logical_id", "message"),
    [
        ("Buckett", "eu-west-1 has no resource 'Buckett', nor has the template. Did you mean 'Bucket'?"),
        ("Table", "eu-west-1 has no resource 'Table': its condition IsEast is false here. It is in us-east-1."),
        ("Never", "its condition IsNowhere is false here. It is in no region of the set."),
    ],
)
def test_a_missing_resource_is_an_error_that_says_where_it_is(stack: Stack, logical_id: str, message: str) -> None:
    with pytest.raises(MissingError) as caught:
        stack.resource(logical_id)
    assert message in str(caught.value)
    assert logical_id not in stack


def test_resources_are_in_the_order_of_the_template(stack: Stack, stackset: StackSet) -> None:
    assert list(stack.resources) == ["Bucket", "Function", "Role", "Vpc", "Subnet", "Live"]
    assert stack.absent == {"Table", "Never"}
    assert "Table" in stackset["us-east-1"]
    assert [found.logical_id for found in stack.of_type("AWS::S3::Bucket")] == ["Bucket"]
    assert stack.of_type("AWS::S3::Bucket") == [stack.resource("Bucket")]


@pytest.mark.parametrize("name", ["AWS::DynamoDB::GlobalTable", "AWS::EC2::NatGateway"])
def test_a_region_may_have_no_resource_of_a_type(stack: Stack, name: str) -> None:
    assert stack.of_type(name) == []


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("AWS::S3::Buckt", "'AWS::S3::Bucket'"),
        ("AWS::EC2::NatGatewy", "'AWS::EC2::NatGateway'"),
        ("Qqq", "AWS::IAM::Role"),
    ],
)
def test_a_type_that_does_not_exist_is_an_error(stack: Stack, name: str, meant: str) -> None:
    with pytest.raises(MissingError, match=meant):
        stack.of_type(name)


@pytest.mark.parametrize(
    ("dependent", "dependency", "through_others", "direct"),
    [
        ("Function", "Role", True, True),
        ("Role", "Vpc", True, True),
        ("Function", "Vpc", True, False),
        ("Vpc", "Function", False, False),
        ("Bucket", "Vpc", False, False),
        ("Subnet", "Vpc", True, True),
    ],
)
def test_needs_reach_through_others(
    stack: Stack, dependent: str, dependency: str, through_others: bool, direct: bool
) -> None:
    assert stack.depends_on(dependent, dependency) is through_others
    assert stack.resource(dependent).depends_on(stack.resource(dependency)) is through_others
    assert stack.depends_on(dependent, dependency, direct=True) is direct


@pytest.mark.parametrize("direct", [True, False])
def test_a_need_that_an_unknown_condition_decides_is_neither_true_nor_false(stack: Stack, direct: bool) -> None:
    with pytest.raises(UnknownError, match="decide whether Live needs Vpc in eu-west-1"):
        stack.depends_on("Live", "Vpc", direct=direct)


def test_a_need_of_a_resource_that_is_not_there_is_an_error(stack: Stack) -> None:
    with pytest.raises(MissingError, match="'Tabel'"):
        stack.depends_on("Vpc", "Tabel")


def test_whether_a_resource_exists_may_be_unknown(stack: Stack) -> None:
    assert isinstance(stack.resource("Live").condition, Unresolved)
    assert stack.resource("Vpc").condition is True
    with pytest.raises(UnknownError, match="Whether Live in eu-west-1 is made is not known"):
        assert "Live" in stack


def test_conditions(stack: Stack, stackset: StackSet) -> None:
    assert stack.conditions["IsEast"] is False
    assert stackset["us-east-1"].conditions["IsEast"] is True
    with pytest.raises(UnknownError, match="Condition IsLive in eu-west-1 is not known"):
        assert stack.conditions["IsLive"] != True  # noqa: E712  what a careless test would write


def test_outputs(stack: Stack) -> None:
    assert stack.output("Name") == "data-dev-eu-west-1"
    assert isinstance(stack.output("Network"), Unresolved)
    assert stack.output("Nothing", default=None) is None
    with pytest.raises(MissingError, match=r"eu-west-1 has no output 'Nam'. Did you mean 'Name'"):
        stack.output("Nam")


@pytest.mark.parametrize("given", [{"Stage": "prod"}, {"Stage": "prod", "Words": ["x", "y"]}])
def test_parameters_of_a_call_go_before_the_others(stackset: StackSet, given: dict[str, Any]) -> None:
    for changed in (stackset.with_parameters(given), stackset.with_parameters(**given)):
        assert changed["us-east-1"].resource("Bucket").property("BucketName") == "data-prod-us-east-1"
    assert stackset["us-east-1"].parameters["Stage"] == "dev"


def test_parameters_that_a_call_does_not_name_stay(stackset: StackSet) -> None:
    changed = stackset.with_parameters(Stage="prod").with_parameters(Words="x")["us-east-1"]
    assert (changed.parameters["Stage"], changed.parameters["Words"]) == ("prod", ["x"])


def test_parameters_can_be_given_exactly(stackset: StackSet) -> None:
    changed = stackset.with_parameters(Stage="prod").exactly({"Words": "x"})
    assert changed["us-east-1"].parameters["Stage"] == "dev"
    assert changed["us-east-1"].parameters["Words"] == ["x"]


def test_refused_parameters_are_an_error_with_a_line_for_each_finding(stackset: StackSet) -> None:
    with pytest.raises(RefusedError) as caught:
        _ = stackset.with_parameters(Stage="x", Stag="y").stacks
    lines = str(caught.value).splitlines()
    assert lines[0].startswith("t.yaml:3:3: FAIL PAR-025: Parameter Stage: 'x' has 1 characters, not at least 2.")
    assert "FAIL PAR-020: Parameter Stag is given but the template declares no such parameter." in lines[1]
    assert "Did you mean 'Stage'?" in lines[1]


def test_no_secret_is_shown(stackset: StackSet, stack: Stack) -> None:
    with pytest.raises(RefusedError) as caught:
        _ = stackset.with_parameters(Password="pssw").stacks
    shown = [repr(stack), repr(stackset), str(caught.value), repr(stack.resource("Function").properties)]
    assert not [text for text in shown if "hunter2" in text or "pssw" in text]


def test_problems_are_those_of_the_template_and_of_the_region() -> None:
    subject = Subject("t.yaml", ("us-east-1",))
    subject.template = loads(
        '{"Resources": {"A": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Ref": "B"}}}}}', "t"
    )
    (stack,) = StackSet(subject)
    assert [(problem.check.id, problem.status) for problem in stack.problems] == [("FN-002", Status.FAIL)]


def test_whatever_fails_is_shown_in_a_few_words(stackset: StackSet, stack: Stack, bucket: Resource) -> None:
    assert repr(stackset) == "StackSet('t.yaml', eu-west-1, us-east-1)"
    assert repr(stack).startswith("Stack('eu-west-1', 6 resources, Stage='dev', Words=['a', 'b'], Password=Unresolved")
    assert repr(bucket) == "Resource('Bucket', 'AWS::S3::Bucket', 'eu-west-1')"
    assert repr(stack.graph) == "Graph('eu-west-1', 6 resources, 5 edges)"
    assert repr(loads(TEMPLATE, "t.yaml")) == "Template('t.yaml', 4 parameters, 8 resources, 2 outputs)"
