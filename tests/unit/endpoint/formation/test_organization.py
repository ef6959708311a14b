"""Service-managed StackSets, as the one account of the server sees them: a member, and the delegated administrator."""

import pytest

from tests.stack_sets import ACCOUNT, HERE, THERE, template

UNIT, OTHER = "ou-abcd-12345678", "ou-abcd-87654321"
STRANGER = "111111111111"
AUTOMATIC = {"Enabled": True, "RetainStacksOnAccountRemoval": False}
MANAGED = {"PermissionModel": "SERVICE_MANAGED", "AutoDeployment": AUTOMATIC}
DELEGATED = {"CallAs": "DELEGATED_ADMIN"}


@pytest.fixture
def set_(ask):
    """A service-managed set in an organization."""
    ask.account.organization.units = {UNIT: (ACCOUNT,), OTHER: (ACCOUNT, STRANGER)}
    ask("CreateStackSet", StackSetName="Set", TemplateBody=template("/a"), **MANAGED, **DELEGATED)
    return {"StackSetName": "Set", **DELEGATED}


def targets(*units, **more):
    return {"DeploymentTargets": {"OrganizationalUnitIds": list(units), **more}, "Regions": [HERE, THERE]}


def test_a_unit_is_deployed_to_without_any_role(ask, set_):
    operation = ask.done("CreateStackInstances", **set_, **targets(UNIT))
    assert (operation["Status"], operation["DeploymentTargets"]) == ("SUCCEEDED", {"OrganizationalUnitIds": [UNIT]})
    assert "ExecutionRoleName" not in operation
    found = ask("ListStackInstances", **set_)["Summaries"]
    assert [(one["Account"], one["OrganizationalUnitId"], one["Status"]) for one in found] == [
        (ACCOUNT, UNIT, "CURRENT")
    ] * 2
    told = ask("DescribeStackSet", **set_)["StackSet"]
    assert (told["AutoDeployment"], told["OrganizationalUnitIds"]) == (AUTOMATIC, [UNIT])
    assert ask("ListStackSetAutoDeploymentTargets", **set_)["Summaries"] == [
        {"OrganizationalUnitId": UNIT, "Regions": [HERE, THERE]}
    ]


def test_an_account_that_is_not_simulated_fails_and_is_named(ask, set_):
    operation = ask.done("CreateStackInstances", **set_, **targets(OTHER))
    found = ask("ListStackSetOperationResults", **set_, OperationId=operation["OperationId"])["Summaries"]
    reasons = {one["Account"]: one["StatusReason"] for one in found if one["Status"] == "FAILED"}
    assert list(reasons) == [STRANGER] and reasons[STRANGER].startswith(f"Not simulated: account {STRANGER}")


@pytest.mark.parametrize(
    ("filtering", "accounts"), [("INTERSECTION", [ACCOUNT]), ("DIFFERENCE", [STRANGER])], ids=["only", "all but"]
)
def test_accounts_of_units_are_chosen(ask, set_, filtering, accounts):
    ask.done("CreateStackInstances", **set_, **targets(OTHER, Accounts=accounts, AccountFilterType=filtering))
    assert {one["Account"] for one in ask("ListStackInstances", **set_)["Summaries"]} == {ACCOUNT}


def test_whoever_does_not_call_as_the_administrator_does_not_see_the_set(ask, set_):
    assert ask.refused("DescribeStackSet", StackSetName="Set")[0] == "StackSetNotFoundException"
    assert ask("ListStackSets")["Summaries"] == []
    assert [one["StackSetName"] for one in ask("ListStackSets", **DELEGATED)["Summaries"]] == ["Set"]


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (MANAGED, "You must be the management account or delegated admin account"),
        ({**DELEGATED, "PermissionModel": "SERVICE_MANAGED"}, "AutoDeployment is required"),
        ({**DELEGATED, **MANAGED, "AutoDeployment": {"Enabled": True}}, "RetainStacksOnAccountRemoval"),
        ({**DELEGATED, **MANAGED, "ExecutionRoleName": "mine"}, "valid only with SELF_MANAGED"),
    ],
)
def test_a_set_that_the_service_cannot_manage_is_refused(ask, request_, words):
    ask.account.organization.units = {UNIT: (ACCOUNT,)}
    code, message = ask.refused("CreateStackSet", StackSetName="Set", TemplateBody=template("/a"), **request_)
    assert code == "ValidationError" and words in message


def test_accounts_alone_are_no_target(ask, set_):
    asked = {**set_, "Accounts": [ACCOUNT], "Regions": [HERE]}
    assert "can only have OrganizationalUnit as target" in ask.refused("CreateStackInstances", **asked)[1]
    assert "not found" in ask.refused("CreateStackInstances", **set_, **targets("ou-none-00000000"))[1]
    union = targets(UNIT, Accounts=[ACCOUNT], AccountFilterType="UNION")
    assert "UNION is not supported" in ask.refused("CreateStackInstances", **set_, **union)[1]
