"""Stacks that are there become instances of a StackSet."""

import pytest

from tests.stack_sets import ACCOUNT, HERE, THERE, template

BIG = [{"ParameterKey": "Size", "ParameterValue": "big"}]


@pytest.fixture
def stack(ask, roles):
    """The id of a stack that no StackSet has made."""
    made = ask("CreateStack", StackName="mine", TemplateBody=template("/mine"), Parameters=BIG)["StackId"]
    ask.account.clock.run(100)
    return made


def instance(ask, region=HERE):
    asked = {"StackSetName": "Set", "StackInstanceAccount": ACCOUNT, "StackInstanceRegion": region}
    return ask("DescribeStackInstance", **asked)["StackInstance"]


def test_a_set_made_of_a_stack_takes_it_over_as_it_is(ask, stack):
    ask("CreateStackSet", StackSetName="Set", StackId=stack)
    told = ask("DescribeStackSet", StackSetName="Set")["StackSet"]
    assert (told["TemplateBody"], told["Parameters"]) == (template("/mine"), BIG)
    operation = ask.done("ImportStacksToStackSet", StackSetName="Set", StackIds=[stack])
    assert (operation["Action"], operation["Status"]) == ("CREATE", "SUCCEEDED")
    found = instance(ask)
    assert (found["StackId"], found["Status"], found["ParameterOverrides"]) == (stack, "CURRENT", [])


def test_values_that_are_not_the_sets_are_the_instances_own(ask, stack):
    ask("CreateStackSet", StackSetName="Set", TemplateBody=template("/mine"))
    ask.done("ImportStacksToStackSet", StackSetName="Set", StackIds=[stack])
    assert (instance(ask)["Status"], instance(ask)["ParameterOverrides"]) == ("CURRENT", BIG)


def test_a_stack_of_another_template_is_outdated_until_the_set_is_updated(ask, stack):
    ask("CreateStackSet", StackSetName="Set", TemplateBody=template("/other"))
    ask.done("ImportStacksToStackSet", StackSetName="Set", StackIds=[stack])
    assert instance(ask)["Status"] == "OUTDATED"
    ask.done("UpdateStackSet", StackSetName="Set", UsePreviousTemplate=True)
    assert (instance(ask)["Status"], instance(ask)["StackId"]) == ("CURRENT", stack)
    assert ask.account.client("ssm", HERE).get_parameter(Name="/other")["Parameter"]["Value"] == "big"


def test_what_is_imported_is_operated_with_the_others(ask, stack):
    ask("CreateStackSet", StackSetName="Set", StackId=stack)
    ask.done("ImportStacksToStackSet", StackSetName="Set", StackIds=[stack])
    ask.done("CreateStackInstances", StackSetName="Set", Accounts=[ACCOUNT], Regions=[HERE, THERE])
    assert instance(ask)["StackId"] == stack and instance(ask, THERE)["Status"] == "CURRENT"
    gone = {"StackSetName": "Set", "Accounts": [ACCOUNT], "Regions": [HERE, THERE]}
    ask.done("DeleteStackInstances", **gone, RetainStacks=False)
    assert ask("DescribeStacks", StackName=stack)["Stacks"][0]["StackStatus"] == "DELETE_COMPLETE"


def test_a_stack_belongs_to_one_set_only(ask, stack):
    for name in ("Set", "Second"):
        ask("CreateStackSet", StackSetName=name, StackId=stack)
    ask.done("ImportStacksToStackSet", StackSetName="Set", StackIds=[stack])
    code, message = ask.refused("ImportStacksToStackSet", StackSetName="Second", StackIds=[stack])
    assert code == "InvalidOperationException" and "already belongs to StackSet Set" in message


def test_a_stack_that_is_not_there_is_not_found(ask, stack):
    ask("CreateStackSet", StackSetName="Set", StackId=stack)
    missing = stack.replace("mine", "yours")
    assert ask.refused("ImportStacksToStackSet", StackSetName="Set", StackIds=[missing])[0] == "StackNotFoundException"
    assert ask.refused("ImportStacksToStackSet", StackSetName="Set")[0] == "ValidationError"


def test_values_that_are_not_to_be_shown_keep_a_stack_out(ask, roles):
    body = template("/secret", Parameters={"Size": {"Type": "String", "NoEcho": True}})
    stack = ask("CreateStack", StackName="hush", TemplateBody=body, Parameters=BIG)["StackId"]
    ask.account.clock.run(100)
    ask("CreateStackSet", StackSetName="Set", TemplateBody=template("/other"))
    operation = ask.done("ImportStacksToStackSet", StackSetName="Set", StackIds=[stack])
    assert operation["Status"] == "FAILED"
    found = instance(ask)
    assert (found["Status"], found["StackInstanceStatus"]["DetailedStatus"]) == ("INOPERABLE", "FAILED_IMPORT")
    assert "NoEcho" in found["StatusReason"]
