"""What is told of templates, exports and policies."""

import json

import pytest
from botocore.exceptions import ClientError

TEMPLATE = {
    "AWSTemplateFormatVersion": "2010-09-09",
    "Description": "A shop",
    "Metadata": {"Team": "Data"},
    "Parameters": {
        "Stage": {"Type": "String", "Default": "test", "AllowedValues": ["test", "live"], "Description": "Where"},
        "Secret": {"Type": "String", "NoEcho": True},
    },
    "Resources": {
        "Data": {"Type": "AWS::S3::Bucket"},
        "Policy": {"Type": "AWS::SNS::TopicPolicy", "Properties": {"Topics": ["x"], "PolicyDocument": {}}},
        "Role": {
            "Type": "AWS::IAM::Role",
            "Properties": {"RoleName": "named", "AssumeRolePolicyDocument": {"Statement": []}},
        },
    },
}
BODY = json.dumps(TEMPLATE)


@pytest.fixture
def formation(client):
    return client("cloudformation")


def refusal(call, **request):
    with pytest.raises(ClientError) as caught:
        call(**request)
    return caught.value.response["Error"]["Code"], caught.value.response["Error"]["Message"]


def test_a_valid_template_is_told(formation):
    told = formation.validate_template(TemplateBody=BODY)
    assert told["Description"] == "A shop"
    assert told["Parameters"] == [
        {"ParameterKey": "Stage", "DefaultValue": "test", "NoEcho": False, "Description": "Where"},
        {"ParameterKey": "Secret", "NoEcho": True},
    ]
    assert told["Capabilities"] == ["CAPABILITY_NAMED_IAM"]
    assert told["CapabilitiesReason"] == "The following resource(s) require capabilities: [AWS::IAM::Role]"


def test_a_summary_tells_types_and_how_resources_are_found(formation):
    told = formation.get_template_summary(TemplateBody=BODY)
    assert told["ResourceTypes"] == ["AWS::S3::Bucket", "AWS::SNS::TopicPolicy", "AWS::IAM::Role"]
    assert told["Version"] == "2010-09-09" and json.loads(told["Metadata"]) == {"Team": "Data"}
    assert told["Parameters"][0]["ParameterConstraints"] == {"AllowedValues": ["test", "live"]}
    assert told["Parameters"][0]["ParameterType"] == "String"
    assert told["ResourceIdentifierSummaries"] == [
        {"ResourceType": "AWS::S3::Bucket", "LogicalResourceIds": ["Data"], "ResourceIdentifiers": ["BucketName"]},
        {"ResourceType": "AWS::IAM::Role", "LogicalResourceIds": ["Role"], "ResourceIdentifiers": ["RoleName"]},
    ]


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{", "Template format error"),
        ("{}", "At least one Resources member must be defined"),
        ({"Resources": {"A": {"Type": "AWS::No::Such"}}}, r"Unrecognized resource types: [AWS::No::Such]"),
        ({"Resources": {"A": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Ref": "B"}}}}}, "B"),
        ({"Parameters": {"A": {"Type": "Strin"}}, "Resources": {"B": {"Type": "AWS::SNS::Topic"}}}, "Strin"),
    ],
)
def test_what_is_wrong_with_a_template_is_refused(formation, template, message):
    body = template if isinstance(template, str) else json.dumps(template)
    for call in (formation.validate_template, formation.get_template_summary):
        code, told = refusal(call, TemplateBody=body)
        assert code == "ValidationError" and message in told


def test_unknown_types_are_a_warning_where_that_is_asked_for(formation):
    body = json.dumps({"Resources": {"A": {"Type": "AWS::No::Such"}}})
    lenient = {"TreatUnrecognizedResourceTypesAsWarnings": True}
    told = formation.get_template_summary(TemplateBody=body, TemplateSummaryConfig=lenient)
    assert told["Warnings"] == {"UnrecognizedResourceTypes": ["AWS::No::Such"]}


def test_a_template_by_url_is_read_from_its_bucket(formation, client):
    s3 = client("s3")
    s3.create_bucket(Bucket="templates-of-mine")
    s3.put_object(Bucket="templates-of-mine", Key="shop.json", Body=BODY.encode())
    told = formation.validate_template(TemplateURL="https://templates-of-mine.s3.amazonaws.com/shop.json")
    assert told["Description"] == "A shop"


def test_a_stack_gives_its_template_and_its_summary(formation, settled, text):
    body = text({"Topic": {"Type": "AWS::SNS::Topic"}})
    formation.create_stack(StackName="given", TemplateBody=body)
    settled("given")
    assert formation.get_template(StackName="given")["TemplateBody"] == json.loads(body)
    assert formation.get_template_summary(StackName="given")["ResourceTypes"] == ["AWS::SNS::Topic"]
    assert refusal(formation.get_template, StackName="none")[0] == "ValidationError"
    assert refusal(formation.get_template_summary, StackSetName="none")[0] == "StackSetNotFoundException"


def test_a_yaml_template_stays_as_it_was_written(formation, settled):
    body = "Resources:\n  Topic: # ours\n    Type: AWS::SNS::Topic\n"
    formation.create_stack(StackName="yaml", TemplateBody=body)
    settled("yaml")
    assert formation.get_template(StackName="yaml")["TemplateBody"] == body


def test_exports_and_who_uses_them(formation, settled):
    topic = {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}
    for name in ("first", "second"):
        output = {"Value": {"Ref": "Topic"}, "Export": {"Name": f"{name}-topic"}}
        formation.create_stack(
            StackName=f"exports-{name}", TemplateBody=json.dumps({**topic, "Outputs": {"It": output}})
        )
        settled(f"exports-{name}")
    value = {"Fn::ImportValue": "first-topic"}
    parameter = {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": value}}
    formation.create_stack(StackName="imports-it", TemplateBody=json.dumps({"Resources": {"P": parameter}}))
    settled("imports-it")
    exports = formation.get_paginator("list_exports").paginate().build_full_result()["Exports"]
    assert [one["Name"] for one in exports if one["Name"].endswith("-topic")] == ["first-topic", "second-topic"]
    imports = formation.get_paginator("list_imports").paginate(ExportName="first-topic").build_full_result()
    assert imports["Imports"] == ["imports-it"]
    message = refusal(formation.list_imports, ExportName="second-topic")[1]
    assert message == "Export 'second-topic' is not imported by any stack."


def test_a_policy_that_forbids_nothing_is_kept_and_any_other_is_refused_by_name(formation, settled, text):
    formation.create_stack(StackName="policed", TemplateBody=text({"Topic": {"Type": "AWS::SNS::Topic"}}))
    settled("policed")
    statement = {"Effect": "Allow", "Action": "Update:*", "Principal": "*", "Resource": "*"}
    allowing = json.dumps({"Statement": [statement]})
    assert "StackPolicyBody" not in formation.get_stack_policy(StackName="policed")
    formation.set_stack_policy(StackName="policed", StackPolicyBody=allowing)
    assert formation.get_stack_policy(StackName="policed")["StackPolicyBody"] == allowing
    denying = json.dumps({"Statement": [statement, {**statement, "Effect": "Deny"}]})
    code, message = refusal(formation.set_stack_policy, StackName="policed", StackPolicyBody=denying)
    assert code == "UnsupportedOperation" and "does not enforce stack policies" in message
    assert refusal(formation.set_stack_policy, StackName="policed", StackPolicyBody="{")[0] == "ValidationError"
