"""Limitation 10, IAM across regions: a role for each function and service, which nobody else can have put to work.

Roles are global, so what a role may do in which region stands in its statements: in the ARN, or as aws:RequestedRegion.
"""

from collections.abc import Callable

import pytest

from tests.place import ACCOUNT, BOUNDARY, EVERYTHING
from tests.unit.stack.conftest import Pair
from tests.unit.stack.iam import condition, roles, trusts
from tests.unit.stack.resources import all_of, copies_of
from tests.unit.stack.values import plain


def test_each_function_has_a_role_of_its_own(stacks) -> None:
    for stack in stacks:
        given = [function.property("Role") for function in all_of(stack, "AWS::Lambda::Function")]
        assert len(given) == len(set(given)) > 4
        made = {f"arn:aws:iam::{ACCOUNT}:role/{role.property('RoleName')}" for role in all_of(stack, "AWS::IAM::Role")}
        assert set(given) <= made


def test_no_function_shares_a_role_with_a_service(stacks) -> None:
    for stack in stacks:
        given = {function.property("Role").rpartition("/")[2] for function in all_of(stack, "AWS::Lambda::Function")}
        for role in all_of(stack, "AWS::IAM::Role"):
            assert trusts(role, "lambda.amazonaws.com", {"aws:SourceAccount": ACCOUNT}) is (
                role.property("RoleName") in given
            )


def test_each_role_is_for_one_service(stacks) -> None:
    for role in roles(stacks):
        (one,) = plain(role.property("AssumeRolePolicyDocument"))["Statement"]
        assert (one["Effect"], one["Action"], set(one["Principal"])) == ("Allow", "sts:AssumeRole", {"Service"})
        assert isinstance(one["Principal"]["Service"], str)


def test_no_service_uses_a_role_for_another_account(stacks) -> None:
    """Decided: not for S3, of which no source says that it sends its account when it replicates."""
    unasked = {
        role.logical_id
        for role in roles(stacks)
        if "aws:SourceAccount" not in str(role.property("AssumeRolePolicyDocument"))
    }
    assert unasked == {"BatchReplicationRole", "S3ReplicationRole"}
    for role in roles(stacks):
        (one,) = plain(role.property("AssumeRolePolicyDocument"))["Statement"]
        asked = {"aws:SourceAccount": ACCOUNT}
        if "aws:SourceArn" in str(one):
            asked["aws:SourceArn"] = condition(one, "aws:SourceArn")[0].replace("*", "1")
        service = one["Principal"]["Service"]
        assert trusts(role, service, asked)
        if role.logical_id not in unasked:
            assert not trusts(role, service, asked | {"aws:SourceAccount": "210987654321"})


@pytest.mark.parametrize(
    ("role", "arn"),
    [("EventsRole", "events:{}:123456789012:rule/"), ("FlowLogRole", "ec2:{}:123456789012:vpc-flow-log/"), ("StateMachineRole", "states:{}:123456789012:stateMachine:")],
)  # fmt: skip
def test_services_that_say_for_what_they_work_are_asked(role, arn, stacks) -> None:
    for stack, made in copies_of(role, stacks):
        (one,) = plain(made.property("AssumeRolePolicyDocument"))["Statement"]
        for asked in condition(one, "aws:SourceArn"):
            assert asked.startswith(f"arn:aws:{arn.format(stack.region)}")


@pytest.mark.parametrize(("boundary", "expected"), [("", None), (BOUNDARY, BOUNDARY)])
def test_every_role_keeps_within_the_boundary_that_is_given(boundary, expected, pair: Callable[..., Pair]) -> None:
    for role in roles(pair(**EVERYTHING, PermissionsBoundaryArn=boundary)):
        assert role.property("PermissionsBoundary", None) == expected


def test_only_backup_has_managed_policies(stacks) -> None:
    """AWS Backup's own, of which AWS says that its roles need them."""
    assert {role.logical_id for role in roles(stacks) if role.has("ManagedPolicyArns")} == {"BackupRole"}
    for role in roles(stacks):
        for arn in role.property("ManagedPolicyArns", []):
            assert arn.startswith("arn:aws:iam::aws:policy/") and "AWSBackupServiceRolePolicyFor" in arn
