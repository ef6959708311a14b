"""StackSets themselves: made, told, listed, deleted."""

import json

import pytest

from tests.stack_sets import ACCOUNT, HERE, THERE, template

SECRET = template("/secret", Parameters={"Size": {"Type": "String", "NoEcho": True}})
ROLE = {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "mine", "AssumeRolePolicyDocument": {"Statement": []}}}


def described(ask, name="Set", **more):
    return ask("DescribeStackSet", StackSetName=name, **more)["StackSet"]


def test_a_set_is_told_with_all_that_was_given(ask):
    ask(
        "CreateStackSet",
        StackSetName="Set",
        Description="Two regions",
        TemplateBody=template("/a"),
        Tags=[{"Key": "team", "Value": "blue"}],
        Capabilities=["CAPABILITY_IAM"],
        AdministrationRoleARN=f"arn:aws:iam::{ACCOUNT}:role/boss",
        ExecutionRoleName="worker",
        ManagedExecution={"Active": True},
    )
    told = described(ask)
    assert told["StackSetName"] == "Set"
    assert told["StackSetId"].startswith("Set:") and told["StackSetARN"].endswith(f"stackset/{told['StackSetId']}")
    assert told["StackSetARN"].startswith(f"arn:aws:cloudformation:{HERE}:{ACCOUNT}:stackset/")
    assert (told["Status"], told["PermissionModel"]) == ("ACTIVE", "SELF_MANAGED")
    assert (told["Description"], told["TemplateBody"]) == ("Two regions", template("/a"))
    assert told["Parameters"] == [{"ParameterKey": "Size", "ParameterValue": "small"}]
    assert told["Tags"] == [{"Key": "team", "Value": "blue"}] and told["Capabilities"] == ["CAPABILITY_IAM"]
    assert told["AdministrationRoleARN"].endswith("role/boss") and told["ExecutionRoleName"] == "worker"
    assert told["ManagedExecution"] == {"Active": True}
    assert told["StackSetDriftDetectionDetails"]["DriftStatus"] == "NOT_CHECKED"


def test_values_that_are_not_to_be_shown_are_not(ask):
    given = [{"ParameterKey": "Size", "ParameterValue": "hush"}]
    ask("CreateStackSet", StackSetName="Set", TemplateBody=SECRET, Parameters=given)
    told = described(ask)
    assert told["Parameters"] == [{"ParameterKey": "Size", "ParameterValue": "****"}]
    assert "hush" not in repr(told)


def test_the_roles_are_the_usual_ones_where_none_are_named(ask):
    ask("CreateStackSet", StackSetName="Set", TemplateBody=template("/a"))
    told = described(ask)
    assert told["AdministrationRoleARN"].endswith(":role/AWSCloudFormationStackSetAdministrationRole")
    assert told["ExecutionRoleName"] == "AWSCloudFormationStackSetExecutionRole"


def test_the_same_request_again_makes_no_second_set(ask):
    first = ask("CreateStackSet", StackSetName="Set", TemplateBody=template("/a"), ClientRequestToken="one")
    again = ask("CreateStackSet", StackSetName="Set", TemplateBody=template("/a"), ClientRequestToken="one")
    assert first == again
    other = ask.refused("CreateStackSet", StackSetName="Set", TemplateBody=template("/a"), ClientRequestToken="two")
    assert other[0] == "NameAlreadyExistsException"


def test_the_same_request_after_an_update_is_told_so(ask):
    ask("CreateStackSet", StackSetName="Set", TemplateBody=template("/a"), ClientRequestToken="one")
    ask.done("UpdateStackSet", StackSetName="Set", UsePreviousTemplate=True)
    again = ask.refused("CreateStackSet", StackSetName="Set", TemplateBody=template("/a"), ClientRequestToken="one")
    assert again[0] == "CreatedButModifiedException"


def test_a_set_is_seen_from_its_own_region_only(ask):
    ask("CreateStackSet", StackSetName="Set", TemplateBody=template("/a"))
    assert ask.refused("DescribeStackSet", THERE, StackSetName="Set") == (
        "StackSetNotFoundException",
        "StackSet Set not found",
    )
    assert ask("ListStackSets", THERE) == {"Summaries": []}
    ask("CreateStackSet", THERE, StackSetName="Set", TemplateBody=template("/b"))
    assert described(ask)["TemplateBody"] == template("/a")


def test_a_set_is_found_by_its_id_and_not_by_that_of_another(ask):
    first = ask("CreateStackSet", StackSetName="Set", TemplateBody=template("/a"))["StackSetId"]
    ask("DeleteStackSet", StackSetName=first)
    second = ask("CreateStackSet", StackSetName="Set", TemplateBody=template("/a"))["StackSetId"]
    assert first != second
    assert described(ask, second)["Status"] == "ACTIVE"
    assert described(ask, first)["Status"] == "DELETED"
    assert ask.refused("StopStackSetOperation", StackSetName=first, OperationId="x")[0] == "StackSetNotFoundException"


def test_deleting_a_set_that_is_not_there_is_no_error(ask):
    assert ask("DeleteStackSet", StackSetName="Nothing") == {}


def test_a_set_with_instances_is_not_deleted(ask, made):
    assert ask.refused("DeleteStackSet", StackSetName=made) == ("StackSetNotEmptyException", "StackSet is not empty")


def test_lists_are_of_a_status_and_in_pages(ask):
    for name in ("One", "Two", "Three"):
        ask("CreateStackSet", StackSetName=name, TemplateBody=template("/a"))
    ask("DeleteStackSet", StackSetName="Two")
    first = ask("ListStackSets", Status="ACTIVE", MaxResults=1)
    second = ask("ListStackSets", Status="ACTIVE", MaxResults=1, NextToken=first["NextToken"])
    assert [one["StackSetName"] for page in (first, second) for one in page["Summaries"]] == ["One", "Three"]
    assert "NextToken" not in second
    assert [one["StackSetName"] for one in ask("ListStackSets", Status="DELETED")["Summaries"]] == ["Two"]


@pytest.mark.parametrize(
    ("request_", "code", "words"),
    [
        ({}, "ValidationError", "Either Template URL or Template Body must be specified."),
        ({"TemplateBody": "{}"}, "ValidationError", ""),
        ({"TemplateBody": " " * 51_201}, "ValidationError", "less than or equal to 51200"),
        ({"TemplateBody": SECRET}, "ValidationError", "Parameters: [Size] must have values"),
        (
            {"TemplateBody": template("/a"), "Parameters": [{"ParameterKey": "Sise", "ParameterValue": "x"}]},
            "ValidationError",
            "Parameters: [Sise] do not exist in the template",
        ),
        (
            {"TemplateBody": json.dumps({"Resources": {"Role": ROLE}}), "Capabilities": ["CAPABILITY_IAM"]},
            "InsufficientCapabilitiesException",
            "Requires capabilities : [CAPABILITY_NAMED_IAM]",
        ),
        ({"TemplateBody": template("/a"), "StackSetName": "1"}, "ValidationError", "stackSetName"),
        (
            {"TemplateBody": template("/a"), "PermissionModel": "SERVICE_MANAGED"},
            "ValidationError",
            "You must enable organizations access to operate a service managed stack set",
        ),
        (
            {"TemplateBody": template("/a"), "CallAs": "DELEGATED_ADMIN"},
            "ValidationError",
            "Account used is not a delegated administrator",
        ),
    ],
)
def test_what_no_set_can_be_made_of_is_refused(ask, request_, code, words):
    refused = ask.refused("CreateStackSet", **{"StackSetName": "Set", **request_})
    assert refused[0] == code and words in refused[1]
    assert ask("ListStackSets") == {"Summaries": []}


def test_a_template_of_up_to_a_megabyte_comes_from_a_bucket(ask):
    body = template("/a", Description="x" * 1000, Metadata={"Padding": "y" * 100_000})
    s3 = ask.account.client("s3", HERE)
    s3.create_bucket(Bucket="templates", CreateBucketConfiguration={"LocationConstraint": HERE})
    s3.put_object(Bucket="templates", Key="a.json", Body=body.encode())
    url = f"https://templates.s3.{HERE}.amazonaws.com/a.json"
    ask("CreateStackSet", StackSetName="Set", TemplateURL=url)
    assert described(ask)["TemplateBody"] == body
