"""Instances of StackSets: their stacks, their values, their statuses."""

import pytest

from tests.stack_sets import ACCOUNT, HERE, THERE, template

BIG = [{"ParameterKey": "Size", "ParameterValue": "big"}]


def value(ask, name, region):
    return ask.account.client("ssm", region).get_parameter(Name=name)["Parameter"]["Value"]


def instance(ask, name, region=HERE):
    asked = {"StackSetName": name, "StackInstanceAccount": ACCOUNT, "StackInstanceRegion": region}
    return ask("DescribeStackInstance", **asked)["StackInstance"]


def listed(ask, name, **more):
    found = ask("ListStackInstances", StackSetName=name, **more)["Summaries"]
    return [(one["Region"], one["Status"]) for one in found]


def test_each_region_gets_its_stack(ask, made):
    told = instance(ask, made)
    assert (told["Status"], told["StackInstanceStatus"]["DetailedStatus"]) == ("CURRENT", "SUCCEEDED")
    assert f":{HERE}:{ACCOUNT}:stack/StackSet-Made-" in told["StackId"]
    assert [value(ask, "/made", region) for region in (HERE, THERE)] == ["small", "small"]
    stacks = ask("DescribeStacks", THERE)["Stacks"]
    assert [one["StackId"] for one in stacks] == [instance(ask, made, THERE)["StackId"]]


def test_the_stack_of_an_instance_is_named_as_soon_as_it_is_begun(ask, roles):
    ask("CreateStackSet", StackSetName="Set", TemplateBody=template("/a"))
    ask("CreateStackInstances", StackSetName="Set", Accounts=[ACCOUNT], Regions=[HERE, THERE])
    told, waiting = instance(ask, "Set"), instance(ask, "Set", THERE)
    assert told["StackInstanceStatus"]["DetailedStatus"] == "RUNNING"
    events = ask("DescribeStackEvents", StackName=told["StackId"])["StackEvents"]
    assert events[-1]["ResourceStatus"] == "CREATE_IN_PROGRESS"
    assert (waiting["StackInstanceStatus"]["DetailedStatus"], waiting["StackId"]) == ("PENDING", None)


def test_regions_come_in_the_order_that_was_asked_for(ask, roles):
    ask("CreateStackSet", StackSetName="Set", TemplateBody=template("/a"))
    order = {"RegionOrder": [THERE, HERE], "FailureToleranceCount": 0}
    asked = {"StackSetName": "Set", "Accounts": [ACCOUNT], "Regions": [HERE, THERE], "OperationPreferences": order}
    operation = ask.done("CreateStackInstances", **asked)
    assert operation["OperationPreferences"] == order
    stacks = {region: ask("DescribeStacks", region)["Stacks"][0] for region in (HERE, THERE)}
    assert stacks[THERE]["CreationTime"] < stacks[HERE]["CreationTime"]


def test_values_of_an_instance_go_before_those_of_the_set(ask, made):
    asked = {"StackSetName": made, "Accounts": [ACCOUNT], "Regions": [THERE]}
    ask.done("UpdateStackInstances", **asked, ParameterOverrides=BIG)
    assert [value(ask, "/made", region) for region in (HERE, THERE)] == ["small", "big"]
    assert instance(ask, made, THERE)["ParameterOverrides"] == BIG
    ask.done("UpdateStackInstances", **asked, ParameterOverrides=[{"ParameterKey": "Size", "UsePreviousValue": True}])
    assert value(ask, "/made", THERE) == "big"
    ask.done("UpdateStackInstances", **asked, ParameterOverrides=[])
    assert value(ask, "/made", THERE) == "small"


def test_lists_are_filtered(ask, made):
    ask.done("UpdateStackInstances", StackSetName=made, Accounts=[ACCOUNT], Regions=[THERE], OperationId="last")
    assert listed(ask, made) == [(HERE, "CURRENT"), (THERE, "CURRENT")]
    assert listed(ask, made, StackInstanceRegion=HERE) == [(HERE, "CURRENT")]
    assert listed(ask, made, StackInstanceAccount="111111111111") == []
    last = [{"Name": "LAST_OPERATION_ID", "Values": "last"}]
    assert listed(ask, made, Filters=last) == [(THERE, "CURRENT")]
    done = {"Name": "DETAILED_STATUS", "Values": "SUCCEEDED"}
    assert listed(ask, made, Filters=[*last, done]) == [(THERE, "CURRENT")]
    assert listed(ask, made, Filters=[{"Name": "DRIFT_STATUS", "Values": "DRIFTED"}]) == []


def test_a_retained_stack_stays_and_the_next_instance_has_another(ask, made):
    before = instance(ask, made)["StackId"]
    gone = {"StackSetName": made, "Accounts": [ACCOUNT], "Regions": [HERE]}
    assert ask.done("DeleteStackInstances", **gone, RetainStacks=True)["RetainStacks"] is True
    assert listed(ask, made) == [(THERE, "CURRENT")]
    assert ask("DescribeStacks", StackName=before)["Stacks"][0]["StackStatus"] == "CREATE_COMPLETE"
    again = ask.done("CreateStackInstances", **gone)
    assert again["Status"] == "FAILED"
    result = ask("ListStackSetOperationResults", StackSetName=made, OperationId=again["OperationId"])["Summaries"][0]
    assert "AlreadyExists" in result["StatusReason"]


def test_a_stack_goes_with_its_instance(ask, made):
    before = instance(ask, made)["StackId"]
    ask.done("DeleteStackInstances", StackSetName=made, Accounts=[ACCOUNT], Regions=[HERE, THERE], RetainStacks=False)
    assert ask("DescribeStacks", StackName=before)["Stacks"][0]["StackStatus"] == "DELETE_COMPLETE"
    assert listed(ask, made) == []
    assert ask("DeleteStackSet", StackSetName=made) == {}


def test_two_sets_of_one_name_in_two_regions_do_not_meet(ask, made):
    ask("CreateStackSet", THERE, StackSetName=made, TemplateBody=template("/other"))
    ask.done("CreateStackInstances", THERE, StackSetName=made, Accounts=[ACCOUNT], Regions=[HERE])
    assert [value(ask, name, HERE) for name in ("/made", "/other")] == ["small", "small"]
    assert len(ask("DescribeStacks")["Stacks"]) == 2


@pytest.mark.parametrize(
    ("request_", "code", "words"),
    [
        ({"Regions": [HERE]}, "ValidationError", "Either Accounts or DeploymentTargets must be specified"),
        ({"Accounts": [ACCOUNT], "Regions": []}, "ValidationError", "Regions must be specified"),
        (
            {"Accounts": [ACCOUNT], "DeploymentTargets": {"Accounts": [ACCOUNT]}, "Regions": [HERE]},
            "ValidationError",
            "but not both",
        ),
        (
            {"DeploymentTargets": {"OrganizationalUnitIds": ["ou-abcd-12345678"]}, "Regions": [HERE]},
            "ValidationError",
            "can only have accounts as target",
        ),
        (
            {"Accounts": [ACCOUNT], "Regions": [HERE], "ParameterOverrides": [{"ParameterKey": "Size"}]},
            "ValidationError",
            "Size",
        ),
        ({"Accounts": [ACCOUNT], "Regions": ["eu-central-9"]}, "ValidationError", "Region eu-central-9 does not exist"),
    ],
)
def test_what_names_no_instances_is_refused(ask, made, request_, code, words):
    refused = ask.refused("CreateStackInstances", **{"StackSetName": made, **request_})
    assert refused[0] == code and words in refused[1]


def test_an_instance_that_is_not_there_is_not_found(ask, made):
    asked = {"StackSetName": made, "StackInstanceAccount": ACCOUNT, "StackInstanceRegion": "eu-west-1"}
    assert ask.refused("DescribeStackInstance", **asked)[0] == "StackInstanceNotFoundException"
    nowhere = {"StackSetName": made, "Accounts": [ACCOUNT], "Regions": ["eu-west-1"]}
    assert ask.refused("UpdateStackInstances", **nowhere)[0] == "StackInstanceNotFoundException"
