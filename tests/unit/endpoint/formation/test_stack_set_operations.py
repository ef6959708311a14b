"""Operations on StackSets: told, listed, stopped, refused; and updates of the set."""

import json

import pytest

from tests.stack_sets import ACCOUNT, EXECUTION, HERE, THERE, template, trust

BIG = [{"ParameterKey": "Size", "ParameterValue": "big"}]
BROKEN = {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "not a name!"}}


def results(ask, name, operation, **more):
    found = ask("ListStackSetOperationResults", StackSetName=name, OperationId=operation, **more)["Summaries"]
    return {one["Region"]: one for one in found}


def statuses(ask, name):
    return {one["Region"]: one["Status"] for one in ask("ListStackInstances", StackSetName=name)["Summaries"]}


def test_an_operation_is_told_with_its_times_and_failures(ask, roles):
    body = json.dumps({"Resources": {"Topic": BROKEN}})
    ask("CreateStackSet", StackSetName="Set", TemplateBody=body)
    asked = {"StackSetName": "Set", "Accounts": [ACCOUNT], "Regions": [HERE, THERE], "OperationId": "mine"}
    told = ask.done("CreateStackInstances", **asked)
    assert (told["OperationId"], told["Action"], told["Status"]) == ("mine", "CREATE", "FAILED")
    assert told["CreationTimestamp"] < told["EndTimestamp"]
    assert told["StatusDetails"] == {"FailedStackInstancesCount": 1}
    found = results(ask, "Set", "mine")
    assert found[HERE]["StatusReason"].startswith("ResourceLogicalId:Topic, ResourceType:AWS::SNS::Topic, ")
    assert found[HERE]["AccountGateResult"]["Status"] == "SKIPPED"
    assert found[THERE]["StatusReason"] == "Cancelled since failure tolerance has exceeded"
    assert found[THERE]["AccountGateResult"] is None
    failed = [{"Name": "OPERATION_RESULT_STATUS", "Values": "FAILED"}]
    assert list(results(ask, "Set", "mine", Filters=failed)) == [HERE]


def test_operations_are_listed_the_latest_first(ask, made):
    ask.done("UpdateStackSet", StackSetName=made, UsePreviousTemplate=True, OperationId="second")
    found = ask("ListStackSetOperations", StackSetName=made)["Summaries"]
    assert [one["Action"] for one in found] == ["UPDATE", "CREATE"]
    assert found[0]["OperationId"] == "second" and found[0]["Status"] == "SUCCEEDED"


def test_one_operation_at_a_time(ask, made):
    first = ask("UpdateStackSet", StackSetName=made, UsePreviousTemplate=True, Parameters=BIG)["OperationId"]
    code, message = ask.refused("DetectStackSetDrift", StackSetName=made)
    assert code == "OperationInProgressException"
    arn = ask("DescribeStackSet", StackSetName=made)["StackSet"]["StackSetARN"]
    assert message == f"Another Operation on StackSet {arn} is in progress: {first}"


def test_an_id_is_used_once(ask, made):
    asked = {"StackSetName": made, "UsePreviousTemplate": True}
    ask.done("UpdateStackSet", **asked, OperationId="one")
    assert ask.refused("UpdateStackSet", **asked, OperationId="one")[0] == "OperationIdAlreadyExistsException"
    ask.done("UpdateStackSet", **asked, OperationId="two")
    assert ask.refused("UpdateStackSet", **asked, OperationId="one")[0] == "StaleRequestException"
    unknown = ask.refused("DescribeStackSetOperation", StackSetName=made, OperationId="three")
    assert unknown == ("OperationNotFoundException", "Operation three not found")


def test_a_stopped_operation_begins_nothing_more(ask, made):
    going = ask("UpdateStackSet", StackSetName=made, UsePreviousTemplate=True, Parameters=BIG)["OperationId"]
    assert ask("StopStackSetOperation", StackSetName=made, OperationId=going) == {}
    told = ask("DescribeStackSetOperation", StackSetName=made, OperationId=going)["StackSetOperation"]
    assert told["Status"] == "STOPPING"
    ask.account.clock.run(100)
    assert {region: one["Status"] for region, one in results(ask, made, going).items()} == {
        HERE: "SUCCEEDED",
        THERE: "CANCELLED",
    }
    again = ask.refused("StopStackSetOperation", StackSetName=made, OperationId=going)
    assert again[0] == "InvalidOperationException"


def test_an_update_of_some_leaves_the_others_outdated(ask, made):
    ask.done("UpdateStackSet", StackSetName=made, TemplateBody=template("/two"), Accounts=[ACCOUNT], Regions=[HERE])
    assert statuses(ask, made) == {HERE: "CURRENT", THERE: "OUTDATED"}
    ask.done("UpdateStackSet", StackSetName=made, UsePreviousTemplate=True)
    assert statuses(ask, made) == {HERE: "CURRENT", THERE: "CURRENT"}


def test_an_update_that_changes_neither_template_nor_values_leaves_the_others_current(ask, made):
    asked = {"StackSetName": made, "UsePreviousTemplate": True, "Accounts": [ACCOUNT], "Regions": [HERE]}
    ask.done("UpdateStackSet", **asked, Description="Another")
    assert statuses(ask, made) == {HERE: "CURRENT", THERE: "CURRENT"}
    assert ask("DescribeStackSet", StackSetName=made)["StackSet"]["Description"] == "Another"


def test_previous_values_stay_where_the_request_says_so(ask, made):
    ask.done("UpdateStackSet", StackSetName=made, UsePreviousTemplate=True, Parameters=BIG)
    stays = [{"ParameterKey": "Size", "UsePreviousValue": True}]
    ask.done("UpdateStackSet", StackSetName=made, TemplateBody=template("/three"), Parameters=stays)
    assert ask("DescribeStackSet", StackSetName=made)["StackSet"]["Parameters"] == BIG
    ask.done("UpdateStackSet", StackSetName=made, UsePreviousTemplate=True, Parameters=[])
    assert ask("DescribeStackSet", StackSetName=made)["StackSet"]["Parameters"][0]["ParameterValue"] == "small"


def test_tags_stay_unless_others_are_given(ask, made):
    tags = [{"Key": "team", "Value": "blue"}]
    ask.done("UpdateStackSet", StackSetName=made, UsePreviousTemplate=True, Tags=tags)
    ask.done("UpdateStackSet", StackSetName=made, UsePreviousTemplate=True, Parameters=BIG)
    assert ask("DescribeStackSet", StackSetName=made)["StackSet"]["Tags"] == tags
    assert ask("DescribeStacks", THERE)["Stacks"][0]["Tags"] == tags
    ask.done("UpdateStackSet", StackSetName=made, UsePreviousTemplate=True, Tags=[])
    assert ask("DescribeStackSet", StackSetName=made)["StackSet"]["Tags"] == []


def test_settings_of_an_update_that_waits_come_with_its_turn(ask, roles):
    ask("CreateStackSet", StackSetName="Set", TemplateBody=template("/a"), ManagedExecution={"Active": True})
    ask("CreateStackInstances", StackSetName="Set", Accounts=[ACCOUNT], Regions=[HERE])
    second = ask("UpdateStackSet", StackSetName="Set", UsePreviousTemplate=True, Description="Later")["OperationId"]
    told = ask("DescribeStackSetOperation", StackSetName="Set", OperationId=second)["StackSetOperation"]
    assert told["Status"] == "QUEUED"
    assert ask("DescribeStackSet", StackSetName="Set")["StackSet"]["Description"] is None
    ask.account.clock.run(100)
    assert ask("DescribeStackSet", StackSetName="Set")["StackSet"]["Description"] == "Later"


@pytest.mark.parametrize(
    ("request_", "code", "words"),
    [
        ({}, "ValidationError", "Either Template URL or Template Body must be specified."),
        ({"UsePreviousTemplate": True, "TemplateBody": template("/a")}, "ValidationError", "UsePreviousTemplate"),
        ({"UsePreviousTemplate": True, "Accounts": [ACCOUNT]}, "ValidationError", "Regions must be specified"),
        (
            {"UsePreviousTemplate": True, "PermissionModel": "SERVICE_MANAGED"},
            "InvalidOperationException",
            "PermissionModel",
        ),
        (
            {"UsePreviousTemplate": True, "Accounts": [ACCOUNT], "Regions": ["eu-west-1"]},
            "StackInstanceNotFoundException",
            "",
        ),
    ],
)
def test_updates_that_cannot_be_are_refused(ask, made, request_, code, words):
    refused = ask.refused("UpdateStackSet", StackSetName=made, **request_)
    assert refused[0] == code and words in refused[1]


def test_a_customized_administrator_role_is_named_with_every_update(ask):
    role = f"arn:aws:iam::{ACCOUNT}:role/boss"
    ask("CreateStackSet", StackSetName="Set", TemplateBody=template("/a"), AdministrationRoleARN=role)
    assert "AdministrationRoleARN" in ask.refused("UpdateStackSet", StackSetName="Set", UsePreviousTemplate=True)[1]
    ask.done("UpdateStackSet", StackSetName="Set", UsePreviousTemplate=True, AdministrationRoleARN=role)


def test_without_the_administration_role_nothing_is_tried(ask):
    ask("CreateStackSet", StackSetName="Set", TemplateBody=template("/a"))
    asked = {"StackSetName": "Set", "Accounts": [ACCOUNT], "Regions": [HERE]}
    operation = ask.done("CreateStackInstances", **asked)
    found = results(ask, "Set", operation["OperationId"])[HERE]
    wanted = (
        f"Account {ACCOUNT} should have 'AWSCloudFormationStackSetAdministrationRole' role "
        "with trust relationship to CloudFormation service."
    )
    assert (operation["Status"], found["StatusReason"]) == ("FAILED", wanted)
    assert found["AccountGateResult"] == {"Status": "FAILED", "StatusReason": wanted}
    assert ask("DescribeStacks")["Stacks"] == [] and statuses(ask, "Set") == {HERE: "OUTDATED"}


def test_an_execution_role_that_lets_nobody_in_is_as_good_as_none(ask, roles):
    iam = ask.account.client("iam", "us-east-1")
    iam.update_assume_role_policy(RoleName=EXECUTION, PolicyDocument=trust(Service="ec2.amazonaws.com"))
    ask("CreateStackSet", StackSetName="Set", TemplateBody=template("/a"))
    operation = ask.done("CreateStackInstances", StackSetName="Set", Accounts=[ACCOUNT], Regions=[HERE])
    assert results(ask, "Set", operation["OperationId"])[HERE]["StatusReason"] == (
        f"Account {ACCOUNT} should have 'AWSCloudFormationStackSetExecutionRole' role "
        "with trust relationship to Role 'AWSCloudFormationStackSetAdministrationRole'."
    )


def test_an_account_that_nobody_has_has_no_execution_role(ask, roles):
    ask("CreateStackSet", StackSetName="Set", TemplateBody=template("/a"))
    operation = ask.done("CreateStackInstances", StackSetName="Set", Accounts=["111111111111"], Regions=[HERE])
    assert "Account 111111111111 should have" in results(ask, "Set", operation["OperationId"])[HERE]["StatusReason"]
