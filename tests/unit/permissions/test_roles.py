"""Who may assume the two roles, and what the execution role may do to the platform's own roles."""

from typing import Any

import pytest

from tests.place import ACCOUNT, BOUNDARY, REGIONS, SUFFIX
from tests.unit.permissions.execution_role import may, types
from tests.unit.permissions.handlers import permissions
from tests.unit.permissions.policies import PLATFORM, ROLES, resources

ROLE = f"arn:aws:iam::{ACCOUNT}:role/trading-{SUFFIX}-us-east-1-analytics"
EXECUTION_ROLE = f"arn:aws:iam::{ACCOUNT}:role/AWSCloudFormationStackSetExecutionRole"
# Roles that the handlers pass, by the type of the resource that works under the role.
PASSED_TO = {
    "AWS::Backup::BackupSelection": "backup.amazonaws.com",
    "AWS::Backup::RestoreTestingSelection": "backup.amazonaws.com",
    "AWS::EC2::FlowLog": "vpc-flow-logs.amazonaws.com",
    "AWS::Events::Rule": "events.amazonaws.com",
    "AWS::Lambda::Function": "lambda.amazonaws.com",
    "AWS::S3::Bucket": "s3.amazonaws.com",
    "AWS::StepFunctions::StateMachine": "states.amazonaws.com",
}
# Types whose handlers may pass a role, and that have none in our template.
PASSES_NONE = {"AWS::Backup::BackupPlan", "AWS::SNS::Subscription", "AWS::SNS::Topic"}
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
LINKED = {
    "AWS::Backup::BackupSelection": ["backup.amazonaws.com"],
    "AWS::Backup::RestoreTestingPlan": ["restore-testing.backup.amazonaws.com"],
    "AWS::DynamoDB::GlobalTable": ["contributorinsights.dynamodb.amazonaws.com", "replication.dynamodb.amazonaws.com"],
    "AWS::DynamoDB::Table": ["contributorinsights.dynamodb.amazonaws.com"],
    "AWS::EC2::FlowLog": [],  # for delivery to buckets and Firehose; ours go to a log group
}
UNDER_THE_BOUNDARY = ("iam:CreateRole", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy")
AS_THEY_ARE = sorted(permissions("AWS::IAM::Role") - {"iam:AttachRolePolicy", "iam:DetachRolePolicy", "iam:ListRoles"})


def policy(name: str) -> dict[str, str]:
    """The context of a request that attaches a policy of AWS."""
    return {"iam:PolicyARN": f"arn:aws:iam::aws:policy/{name}"}


def role(name: str) -> dict[str, Any]:
    properties: dict[str, Any] = resources(ROLES, "us-east-1")[name]["Properties"]
    return properties


def test_stacksets_of_this_account_assume_the_administration_role() -> None:
    (statement,) = role("AdministrationRole")["AssumeRolePolicyDocument"]["Statement"]
    assert statement["Principal"] == {"Service": "cloudformation.amazonaws.com"}
    assert statement["Condition"] == {
        "StringEquals": {"aws:SourceAccount": ACCOUNT},
        "StringLike": {"aws:SourceArn": f"arn:aws:cloudformation:*:{ACCOUNT}:stackset/*"},
    }


def test_the_administration_role_assumes_the_execution_role_and_does_nothing_else() -> None:
    (inline,) = role("AdministrationRole")["Policies"]
    (statement,) = inline["PolicyDocument"]["Statement"]
    assert (statement["Action"], statement["Resource"]) == ("sts:AssumeRole", EXECUTION_ROLE)


def test_the_administration_role_alone_assumes_the_execution_role() -> None:
    (statement,) = role("ExecutionRole")["AssumeRolePolicyDocument"]["Statement"]
    assert statement["Principal"] == {"AWS": f"arn:aws:iam::{ACCOUNT}:role/AWSCloudFormationStackSetAdministrationRole"}


@pytest.mark.parametrize("action", AS_THEY_ARE)
def test_the_platforms_roles_are_made_and_others_left_alone(action: str) -> None:
    assert may(action, ROLE, {})
    assert not may(action, EXECUTION_ROLE, {})


@pytest.mark.parametrize("action", UNDER_THE_BOUNDARY)
def test_where_a_boundary_is_given_no_role_is_made_or_changed_without_it(action: str) -> None:
    assert may(action, ROLE, {"iam:PermissionsBoundary": BOUNDARY}, BOUNDARY)
    assert not may(action, ROLE, {"iam:PermissionsBoundary": f"{BOUNDARY}-wide"}, BOUNDARY)
    assert not may(action, ROLE, {}, BOUNDARY)


def test_where_a_boundary_is_given_it_is_never_removed() -> None:
    assert not may("iam:DeleteRolePermissionsBoundary", ROLE, {"iam:PermissionsBoundary": BOUNDARY}, BOUNDARY)


def test_where_a_boundary_is_given_a_policy_is_attached_only_under_it() -> None:
    backup = policy("service-role/AWSBackupServiceRolePolicyForBackup")
    assert may("iam:AttachRolePolicy", ROLE, backup | {"iam:PermissionsBoundary": BOUNDARY}, BOUNDARY)
    assert not may("iam:AttachRolePolicy", ROLE, backup, BOUNDARY)


@pytest.mark.parametrize("action", ["iam:AttachRolePolicy", "iam:DetachRolePolicy"])
def test_no_policy_is_attached_but_those_of_backup_and_lambda(action: str) -> None:
    assert may(action, ROLE, policy("service-role/AWSBackupServiceRolePolicyForRestores"))
    assert may(action, ROLE, policy("AWSBackupServiceRolePolicyForS3Restore"))
    assert not may(action, ROLE, policy("AdministratorAccess"))
    assert not may(action, EXECUTION_ROLE, policy("service-role/AWSBackupServiceRolePolicyForRestores"))


@pytest.mark.parametrize("region", REGIONS)
def test_the_policies_that_the_template_attaches_may_be_attached(region: str) -> None:
    bodies = (row["Properties"] for row in resources(PLATFORM, region).values() if row["Type"] == "AWS::IAM::Role")
    attached = {arn for properties in bodies for arn in properties.get("ManagedPolicyArns", ())}
    assert (
        attached and {arn for arn in attached if not may("iam:AttachRolePolicy", ROLE, {"iam:PolicyARN": arn})} == set()
    )


def test_who_passes_a_role_is_known() -> None:
    passing = {name for name in types() if "iam:PassRole" in permissions(name)}
    assert passing == PASSED_TO.keys() | PASSES_NONE


@pytest.mark.parametrize("service", sorted(set(PASSED_TO.values())))
def test_the_platforms_roles_are_passed_to_the_services_that_work_under_them(service: str) -> None:
    assert may("iam:PassRole", ROLE, {"iam:PassedToService": service})
    assert not may("iam:PassRole", EXECUTION_ROLE, {"iam:PassedToService": service})


def test_no_role_is_passed_to_another_service() -> None:
    assert not may("iam:PassRole", ROLE, {"iam:PassedToService": "ec2.amazonaws.com"})
    assert not may("iam:PassRole", ROLE, {})


@pytest.mark.parametrize(("type_name", "services"), LINKED.items())
def test_a_service_gets_the_role_that_is_linked_to_it(type_name: str, services: list[str]) -> None:
    assert "iam:CreateServiceLinkedRole" in permissions(type_name)
    for service in services:
        arn = f"arn:aws:iam::{ACCOUNT}:role/aws-service-role/{service}/Linked"
        assert may("iam:CreateServiceLinkedRole", arn, {"iam:AWSServiceName": service})


def test_who_needs_a_linked_role_is_known() -> None:
    assert {name for name in types() if "iam:CreateServiceLinkedRole" in permissions(name)} == LINKED.keys()
    arn = f"arn:aws:iam::{ACCOUNT}:role/aws-service-role/organizations.amazonaws.com/Linked"
    assert not may("iam:CreateServiceLinkedRole", arn, {"iam:AWSServiceName": "organizations.amazonaws.com"})
