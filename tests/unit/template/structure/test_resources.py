import pytest

from tapstack.template import structure
from tapstack.template.load import loads


def found(resource, before="", more=""):
    text = f"{before}\nResources:\n  Other: {{Type: AWS::SNS::Topic}}\n  T: {resource}\n{more}"
    return [(problem.check.id, problem.path[2:]) for problem in structure.problems(loads(text, "t.yaml"))]


@pytest.mark.parametrize(
    ("type_name", "right"),
    [
        ("AWS::S3::Bucket", True),
        ("AWS::CloudFormation::CustomResource", True),
        ("AWS::Serverless::Function", True),
        ("Alexa::ASK::Skill", True),
        ("Custom::My_Thing@1-x", True),
        ("Org::Service::Resource", True),
        ("Org::Service::Resource::MODULE", True),
        ("Custom::" + "a" * 61, False),
        ("Custom::", False),
        ("AWS::S3", False),
        ("AWS::S3::Bucket::More", False),
        ("AWS:S3:Bucket", False),
        ("Bucket", False),
        ("AWS::S3::Bücket", False),
        ("[AWS::S3::Bucket]", False),
        ("{Ref: A}", False),
    ],
)
def test_a_type_has_the_form_of_a_resource_type(type_name, right):
    assert found(f"{{Type: {type_name if type_name[0] in '[{' else repr(type_name)}}}") == (
        [] if right else [("TPL-031", ("Type",))]
    )


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        ("{Properties: {}}", [("TPL-030", ())]),
        ("{Fn::Transform: {Name: AWS::Include}}", [("TPL-030", ())]),
        ("{Type: AWS::SNS::Topic, Property: {}}", [("TPL-032", ("Property",))]),
        ("{Type: AWS::SNS::Topic, Connectors: {}}", [("TPL-032", ("Connectors",))]),
        ("{Type: AWS::SNS::Topic, Properties: [a]}", [("TPL-033", ("Properties",))]),
        ("{Type: AWS::SNS::Topic, Metadata: text}", [("TPL-033", ("Metadata",))]),
        ("{Type: AWS::SNS::Topic, UpdatePolicy: text}", [("TPL-033", ("UpdatePolicy",))]),
        ("{Type: AWS::SNS::Topic, Properties: }", [("TPL-010", ("Properties",))]),
        ("{Type: Custom::X, Version: 1.0, Metadata: {}, CreationPolicy: {}, UpdatePolicy: {}}", []),
    ],
)
def test_the_attributes_of_a_resource_are_judged(resource, expected):
    assert found(resource) == expected


def test_sam_has_attributes_of_its_own():
    before = "Transform: AWS::Serverless-2016-10-31"
    assert found("{Type: AWS::Serverless::Function, Connectors: {}, IgnoreGlobals: '*'}", before) == []


LOOP = "  Fn::ForEach::L: [I, [a], {'X${I}': {Type: AWS::SNS::Topic, DependsOn: 'X${I}'}}]"


@pytest.mark.parametrize(
    ("depends_on", "before", "more", "expected"),
    [
        ("Other", "", "", []),
        ("[Other, Other]", "", "", []),
        ("[]", "", "", []),
        ("Othr", "", "", [("TPL-034", ("DependsOn",))]),
        ("[Other, Missing]", "", "", [("TPL-034", ("DependsOn", 1))]),
        ("{Ref: Other}", "", "", [("TPL-033", ("DependsOn",))]),
        ("[!Ref Other]", "", "", [("TPL-033", ("DependsOn", 0))]),
        ("Xa", "Transform: AWS::LanguageExtensions", LOOP, []),
        ("FunctionRole", "Transform: AWS::Serverless-2016-10-31", "", []),
        ("Missing", "Transform: Own", "", []),
        ("MBucket", "", "  M: {Type: 'Org::Service::Resource::MODULE'}", []),
        ("M.Bucket", "", "  M: {Type: 'Org::Service::Resource::MODULE'}", []),
    ],
)
def test_depends_on_names_what_exists(depends_on, before, more, expected):
    assert found(f"{{Type: AWS::SNS::Topic, DependsOn: {depends_on}}}", before, more) == expected


CONDITIONS = "Conditions: {C: !Equals [a, b]}"
CONDITION_LOOP = "Transform: AWS::LanguageExtensions\nConditions: {Fn::ForEach::L: [I, [a], {'C${I}': !Equals [a, b]}]}"


@pytest.mark.parametrize(
    ("condition", "before", "expected"),
    [
        ("C", CONDITIONS, []),
        ("D", CONDITIONS, [("TPL-035", ("Condition",))]),
        ("C", "", [("TPL-035", ("Condition",))]),
        ("!Equals [a, b]", CONDITIONS, [("TPL-033", ("Condition",))]),
        ("Ca", CONDITION_LOOP, []),
        ("D", "Transform: Own", []),
    ],
)
def test_condition_names_what_is_declared(condition, before, expected):
    assert found(f"{{Type: AWS::SNS::Topic, Condition: {condition}}}", before) == expected


EXTENSIONS = "Transform: AWS::LanguageExtensions"


@pytest.mark.parametrize(
    ("name", "value", "type_name", "before", "right"),
    [
        ("DeletionPolicy", "Delete", "AWS::SNS::Topic", "", True),
        ("DeletionPolicy", "Retain", "AWS::SNS::Topic", "", True),
        ("DeletionPolicy", "RetainExceptOnCreate", "AWS::SNS::Topic", "", True),
        ("DeletionPolicy", "Snapshot", "AWS::RDS::DBInstance", "", True),
        ("DeletionPolicy", "Snapshot", "AWS::SNS::Topic", "", False),
        ("DeletionPolicy", "retain", "AWS::SNS::Topic", "", False),
        ("DeletionPolicy", "[Retain]", "AWS::SNS::Topic", "", False),
        ("DeletionPolicy", "true", "AWS::SNS::Topic", "", False),
        ("DeletionPolicy", "{Policy: Retain}", "AWS::SNS::Topic", "", False),
        ("DeletionPolicy", "!Ref P", "AWS::SNS::Topic", "", True),
        ("DeletionPolicy", "!Ref P", "AWS::SNS::Topic", EXTENSIONS, True),
        ("UpdateReplacePolicy", "Retain", "AWS::SNS::Topic", "", True),
        ("UpdateReplacePolicy", "Snapshot", "AWS::EC2::Volume", "", True),
        ("UpdateReplacePolicy", "RetainExceptOnCreate", "AWS::SNS::Topic", "", False),
        ("UpdateReplacePolicy", "!If [A, Retain, Delete]", "AWS::SNS::Topic", "", True),
        ("UpdateReplacePolicy", "!If [A, Retain, Delete]", "AWS::SNS::Topic", EXTENSIONS, True),
    ],
)
def test_policies_have_a_known_value(name, value, type_name, before, right):
    expected = [] if right else [("TPL-036", (name,))]
    assert found(f"{{Type: {type_name}, {name}: {value}}}", before) == expected


def test_in_a_loop_what_the_loop_replaces_is_not_judged():
    loop = (
        "  Fn::ForEach::L: [I, [a], {'X${I}': {Type: 'AWS::${I}::X', DependsOn: 'Y&{I}', "
        "Condition: 'C${I}', DeletionPolicy: '${I}'}}]"
    )
    assert found("{Type: AWS::SNS::Topic}", EXTENSIONS, loop) == []
