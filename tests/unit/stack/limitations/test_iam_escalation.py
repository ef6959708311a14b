"""Limitation 10, IAM across regions: nothing that a role may do can be used to get more."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.place import ACCOUNT, TARGET
from tests.unit.stack.conftest import Pair
from tests.unit.stack.iam import allows, condition, role_arn, roles, said, trusts
from tests.unit.stack.values import many


def passing(stacks: Pair) -> list[tuple[str, dict[str, Any]]]:
    return [(where, one) for where, one in said(stacks) if "iam:PassRole" in many(one["Action"])]


def test_roles_are_passed_by_name_and_to_one_service(stacks) -> None:
    source, target = stacks
    names = {name: role_arn(source, name) for name in ("BatchReplicationRole", "S3ReplicationRole")}
    services = {"BatchReplicationRole": "batchoperations.s3.amazonaws.com", "S3ReplicationRole": "s3.amazonaws.com"}
    assert [(one["Resource"], condition(one, "iam:PassedToService")) for _, one in passing(stacks)] == [
        (names[name], [services[name]]) for name in names
    ]
    role = target.resource("ObjectTasksRole")
    for name, arn in names.items():
        assert trusts(source.resource(name), services[name])
        assert allows(role, "iam:PassRole", arn, {"iam:PassedToService": services[name]})
        assert not allows(role, "iam:PassRole", arn, {"iam:PassedToService": "lambda.amazonaws.com"})


def test_without_a_historical_bucket_the_replication_role_is_not_passed(pair: Callable[..., Pair]) -> None:
    assert [one["Resource"].rpartition("-")[2] for _, one in passing(pair())] == ["replication"]
    assert [one["Resource"].endswith("-batch-replication") for _, one in passing(pair())] == [True]


@pytest.mark.parametrize("service", ["iam", "sts", "cloudformation", "organizations"])
def test_no_role_can_give_itself_more(service, stacks) -> None:
    actions = {action for _, one in said(stacks) for action in many(one["Action"]) if action.startswith(f"{service}:")}
    assert actions <= {"iam:PassRole"}


def test_no_role_changes_a_policy_that_guards_data(stacks) -> None:
    guards = (
        "s3:PutBucketPolicy",
        "kms:PutKeyPolicy",
        "sqs:SetQueueAttributes",
        "sns:SetTopicAttributes",
        "backup:PutBackupVaultAccessPolicy",
        "lambda:UpdateFunctionCode",
        "lambda:AddPermission",
    )
    actions = {action for _, one in said(stacks) for action in many(one["Action"])}
    assert actions & set(guards) == set()


@pytest.mark.parametrize("action", ["dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem"])
def test_nobody_else_writes_the_state_of_the_migration(action, stacks) -> None:
    table = f"arn:aws:dynamodb:{TARGET}:{ACCOUNT}:table/migration-state-verify"
    writers = {role.logical_id for role in roles(stacks) if allows(role, action, table)}
    keepers = {"ObjectTasksRole", "ObjectComparisonRole", "TableTasksRole", "TableComparisonRole"}
    assert (
        writers
        == {
            "dynamodb:DeleteItem": {"TasksRole"},
            "dynamodb:PutItem": {"VerifierRole"},
            "dynamodb:UpdateItem": {"TasksRole", "ControlRole"} | keepers,
        }[action]
    )
