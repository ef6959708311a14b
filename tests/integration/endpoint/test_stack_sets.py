"""StackSets over HTTP, as boto3 and its paginators see them: made in one region, deployed into two."""

from pathlib import Path

import boto3
import pytest

from tests.stack_sets import ACCOUNT, HERE, THERE, ended, make_roles, template

ROLES = Path("lib/StackSetRoles.json")
OTHERS = ("AdministrationOfTests", "ExecutionOfTests")


@pytest.fixture(scope="module")
def roles(served):
    """The usual roles are there."""
    session = boto3.session.Session("testing", "testing", region_name=HERE)
    make_roles(session.client("iam", endpoint_url=served.url))


@pytest.fixture
def formation(client, roles):
    """CloudFormation in the region from which sets are managed."""
    return client("cloudformation", HERE)


@pytest.fixture
def made(formation):
    """Makes a set with instances in both regions."""

    def make(name, **request):
        formation.create_stack_set(StackSetName=name, TemplateBody=template(f"/{name}"), **request)
        asked = {"StackSetName": name, "Accounts": [ACCOUNT], "Regions": [HERE, THERE]}
        operation = formation.create_stack_instances(**asked, OperationPreferences={"RegionOrder": [HERE, THERE]})
        assert ended(formation, name, operation["OperationId"])["Status"] == "SUCCEEDED"
        return name

    return make


def values(client, name):
    """What Parameter Store holds under the set's name in each region."""
    return [client("ssm", region).get_parameter(Name=f"/{name}")["Parameter"]["Value"] for region in (HERE, THERE)]


def pages(formation, operation, member="Summaries", **asked):
    """How long each page is when one item fits."""
    found = formation.get_paginator(operation).paginate(**asked, PaginationConfig={"PageSize": 1})
    return [len(page[member]) for page in found]


def test_a_set_lives_from_nothing_to_both_regions_and_back(formation, client, made):
    name = made("whole", Description="Both regions")
    assert values(client, name) == ["small", "small"]
    big = [{"ParameterKey": "Size", "ParameterValue": "big"}]
    update = formation.update_stack_set(StackSetName=name, UsePreviousTemplate=True, Parameters=big)
    told = ended(formation, name, update["OperationId"])
    assert (told["Status"], told["Action"]) == ("SUCCEEDED", "UPDATE")
    assert values(client, name) == ["big", "big"]
    client("ssm", THERE).put_parameter(Name=f"/{name}", Value="other", Overwrite=True)
    drift = formation.detect_stack_set_drift(StackSetName=name)
    details = ended(formation, name, drift["OperationId"])["StackSetDriftDetectionDetails"]
    assert (details["DriftStatus"], details["DriftedStackInstancesCount"]) == ("DRIFTED", 1)
    asked = {"StackSetName": name, "Accounts": [ACCOUNT], "Regions": [HERE, THERE], "RetainStacks": False}
    ended(formation, name, formation.delete_stack_instances(**asked)["OperationId"])
    formation.delete_stack_set(StackSetName=name)
    with pytest.raises(formation.exceptions.StackSetNotFoundException, match="StackSet whole not found"):
        formation.describe_stack_set(StackSetName=name)
    assert client("ssm", THERE).get_parameters(Names=[f"/{name}"])["InvalidParameters"] == [f"/{name}"]


def test_errors_are_those_of_the_model(formation, made):
    name = made("errors")
    errors = formation.exceptions
    with pytest.raises(errors.NameAlreadyExistsException) as caught:
        formation.create_stack_set(StackSetName=name, TemplateBody=template("/x"))
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 409
    with pytest.raises(errors.StackSetNotEmptyException):
        formation.delete_stack_set(StackSetName=name)
    asked = {"StackSetName": name, "StackInstanceAccount": ACCOUNT, "StackInstanceRegion": "eu-west-1"}
    with pytest.raises(errors.StackInstanceNotFoundException):
        formation.describe_stack_instance(**asked)
    with pytest.raises(errors.OperationNotFoundException):
        formation.describe_stack_set_operation(StackSetName=name, OperationId="none")


def test_long_lists_come_in_pages(formation, made):
    name = made("pages")
    operation = formation.list_stack_set_operations(StackSetName=name)["Summaries"][0]["OperationId"]
    ended(formation, name, formation.detect_stack_set_drift(StackSetName=name)["OperationId"])
    assert pages(formation, "list_stack_instances", StackSetName=name) == [1, 1]
    assert pages(formation, "list_stack_set_operations", StackSetName=name) == [1, 1]
    asked = {"StackSetName": name, "OperationId": operation}
    assert pages(formation, "list_stack_set_operation_results", **asked) == [1, 1]
    assert len(pages(formation, "list_stack_sets", Status="ACTIVE")) >= 1


def test_a_set_is_seen_from_its_own_region_only(formation, client, made):
    name = made("regional")
    elsewhere = client("cloudformation", THERE)
    with pytest.raises(elsewhere.exceptions.StackSetNotFoundException):
        elsewhere.list_stack_instances(StackSetName=name)


def test_the_roles_of_this_project_let_its_stack_sets_in(formation, settled):
    given = {
        "EnvironmentSuffix": "tests",
        "TemplateBucketName": "templates",
        "AdministrationRoleName": OTHERS[0],
        "ExecutionRoleName": OTHERS[1],
    }
    formation.create_stack(
        StackName="roles",
        TemplateBody=ROLES.read_text(encoding="utf-8"),
        Parameters=[{"ParameterKey": name, "ParameterValue": value} for name, value in given.items()],
        Capabilities=["CAPABILITY_NAMED_IAM"],
    )
    assert settled("roles", HERE)["StackStatus"] == "CREATE_COMPLETE"
    role = f"arn:aws:iam::{ACCOUNT}:role/{OTHERS[0]}"
    body = template("/guarded")
    named = {"AdministrationRoleARN": role, "ExecutionRoleName": OTHERS[1]}
    formation.create_stack_set(StackSetName="guarded", TemplateBody=body, **named)
    asked = {"StackSetName": "guarded", "Accounts": [ACCOUNT], "Regions": [THERE]}
    operation = ended(formation, "guarded", formation.create_stack_instances(**asked)["OperationId"])
    assert (operation["Status"], operation["AdministrationRoleARN"]) == ("SUCCEEDED", role)


def test_a_role_that_is_not_there_fails_every_target_in_words_of_aws(formation):
    role = f"arn:aws:iam::{ACCOUNT}:role/service-role/Nobody"
    formation.create_stack_set(StackSetName="locked", TemplateBody=template("/x"), AdministrationRoleARN=role)
    asked = {"StackSetName": "locked", "Accounts": [ACCOUNT], "Regions": [HERE]}
    operation = ended(formation, "locked", formation.create_stack_instances(**asked)["OperationId"])
    asked = {"StackSetName": "locked", "OperationId": operation["OperationId"]}
    told = formation.list_stack_set_operation_results(**asked)["Summaries"][0]
    assert told["StatusReason"] == (
        f"Account {ACCOUNT} should have 'service-role/Nobody' role with trust relationship to CloudFormation service."
    )
