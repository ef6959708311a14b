"""Who gets the role of the nightly deployment, and what it may and may not do with the rest of the account."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from tapstack import access
from tapstack.access.documents import Part
from tapstack.access.variables import VERSION
from tapstack.deploy.janitor.mark import STARTED, TAG, suffix
from tests.place import ACCOUNT, REGIONS, TARGET, TEMPLATE_BUCKET
from tests.unit.permissions.policies import NIGHTLY, PLATFORM, ROLES, policies, resources
from tests.unit.stack.iam import Context, accepts, decides

RUN = suffix("s", 19_876_543_210, 1)
EXECUTION = f"arn:aws:iam::{ACCOUNT}:role/tapstack-nightly-execution"
ADMINISTRATION = f"arn:aws:iam::{ACCOUNT}:role/tapstack-nightly-administration"
NIGHTLY_ROLE = f"arn:aws:iam::{ACCOUNT}:role/tapstack-nightly"
PROVIDER = f"arn:aws:iam::{ACCOUNT}:oidc-provider/token.actions.githubusercontent.com"
GITHUB = "token.actions.githubusercontent.com"
SOMEBODY = f"arn:aws:iam::{ACCOUNT}:user/somebody"
TARGETED = {"aws:RequestedRegion": TARGET}
MARKED = {**TARGETED, f"aws:ResourceTag/{TAG}": RUN}
UNMARKED = {**TARGETED, f"aws:ResourceTag/{TAG}": "prod"}
CREATING = {**TARGETED, f"aws:RequestTag/{TAG}": RUN, f"aws:RequestTag/{STARTED}": "2026-01-05T03:17:00Z"}
TASKCAT = f"arn:aws:cloudformation:{TARGET}:{ACCOUNT}:stack/tCaT-target-1a2b3c/1"


@cache
def body(**given: str) -> Mapping[str, Any]:
    return resources(NIGHTLY, REGIONS[0], "", tuple(given.items()))


@cache
def _read() -> tuple[Part, ...]:
    attached = {name: row for name, row in body().items() if row["Type"] == "AWS::IAM::ManagedPolicy"}
    assert attached
    statements = [statement for policy in policies(attached, REGIONS[0]) for statement in policy.statements]
    return tuple(access.policy({"Statement": statements}, "nightly role", VERSION))


def may(action: str, resource: str, request: Context = TARGETED) -> bool:
    return decides(_read(), access.asking(action, resource, request))


def trusted(sub: str, audience: str = "sts.amazonaws.com") -> bool:
    """Whether the claims of a token are enough. Tokens of the provider stand for a user: no other caller is known here."""
    (statement,) = body()["NightlyRole"]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    document = {"Version": "2012-10-17", "Statement": [{**statement, "Principal": {"AWS": SOMEBODY}}]}
    claims = {f"{GITHUB}:sub": sub, f"{GITHUB}:aud": audience}
    return accepts(document, SOMEBODY, statement["Action"], "", claims)


def test_the_branch_of_the_repository_gets_the_role() -> None:
    assert trusted("repo:owner/name:ref:refs/heads/main")


@pytest.mark.parametrize(
    "sub",
    [
        "repo:owner/name:pull_request",
        "repo:owner/name:ref:refs/heads/other",
        "repo:owner/name:ref:refs/tags/main",
        "repo:owner/name:environment:production",
        "repo:owner/name-2:ref:refs/heads/main",
        "repo:other/name:ref:refs/heads/main",
    ],
)
def test_nobody_else_does(sub: str) -> None:
    assert not trusted(sub)


def test_no_other_audience_does_either() -> None:
    assert not trusted("repo:owner/name:ref:refs/heads/main", "https://github.com/owner")


def test_the_provider_alone_is_trusted() -> None:
    (statement,) = body(ProviderArn=PROVIDER)["NightlyRole"]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    assert statement["Principal"] == {"Federated": PROVIDER}
    assert statement["Action"] == "sts:AssumeRoleWithWebIdentity"


def test_neither_claim_has_a_wildcard() -> None:
    (statement,) = body()["NightlyRole"]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    ((operator, claims),) = statement["Condition"].items()
    assert operator == "StringEquals" and len(claims) == 2 and "*" not in str(claims)


def test_the_provider_is_made_where_there_is_none() -> None:
    assert "GitHub" in body() and "GitHub" not in body(ProviderArn=PROVIDER)
    assert body()["GitHub"]["Properties"]["ClientIdList"] == ["sts.amazonaws.com"]


@pytest.mark.parametrize("name", ["CreateStackInstances", "DeleteStackInstances", "DescribeStackSet", "DeleteStackSet"])
def test_stacksets_of_runs_are_operated_and_others_are_not(name: str) -> None:
    place = f"arn:aws:cloudformation:{TARGET}:{ACCOUNT}:stackset"
    assert may(f"cloudformation:{name}", f"{place}/trading-{RUN}:1")
    assert not may(f"cloudformation:{name}", f"{place}/trading-prod:1")


def test_nothing_is_made_without_the_mark_of_a_run() -> None:
    for action, resource in (("cloudformation:CreateStackSet", ""), ("cloudformation:CreateStack", TASKCAT)):
        request = {**CREATING, "cloudformation:RoleArn": EXECUTION}
        assert may(action, resource, request)
        assert not may(action, resource, {**request, f"aws:RequestTag/{TAG}": "prod"})
        assert not may(action, resource, {name: value for name, value in request.items() if "Tag" not in name})


@pytest.mark.parametrize("role", [None, NIGHTLY_ROLE, f"arn:aws:iam::{ACCOUNT}:role/admin"])
def test_stacks_are_made_under_the_execution_role_only(role: str | None) -> None:
    request = {**CREATING, **({"cloudformation:RoleArn": role} if role else {})}
    assert not may("cloudformation:CreateStack", TASKCAT, request)


def test_a_stack_is_deleted_by_its_mark() -> None:
    assert may("cloudformation:DeleteStack", TASKCAT, MARKED)
    assert not may("cloudformation:DeleteStack", TASKCAT, UNMARKED)
    assert not may("cloudformation:DeleteStack", f"arn:aws:cloudformation:{TARGET}:{ACCOUNT}:stack/prod/1", MARKED)


@pytest.mark.parametrize("role", [EXECUTION, ADMINISTRATION])
def test_the_two_roles_go_to_cloudformation_and_to_nobody_else(role: str) -> None:
    assert may("iam:PassRole", role, {"iam:PassedToService": "cloudformation.amazonaws.com"})
    assert not may("iam:PassRole", role, {"iam:PassedToService": "ec2.amazonaws.com"})
    assert not may("sts:AssumeRole", role)


@pytest.mark.parametrize(
    "role",
    [
        NIGHTLY_ROLE,
        f"arn:aws:iam::{ACCOUNT}:role/admin",
        f"arn:aws:iam::{ACCOUNT}:role/trading-{RUN}-us-east-1-control",
    ],
)
def test_no_other_role_is_passed(role: str) -> None:
    assert not may("iam:PassRole", role, {"iam:PassedToService": "cloudformation.amazonaws.com"})


@pytest.mark.parametrize(
    "action",
    ["AttachRolePolicy", "CreateRole", "PutRolePolicy", "UpdateAssumeRolePolicy", "DeleteRole", "DetachRolePolicy"],
)
@pytest.mark.parametrize(
    "role", [NIGHTLY_ROLE, EXECUTION, ADMINISTRATION, f"arn:aws:iam::{ACCOUNT}:role/trading-prod-us-east-1-control"]
)
def test_no_role_is_changed_but_those_of_runs_are_deleted(action: str, role: str) -> None:
    assert not may(f"iam:{action}", role, {})
    run = f"arn:aws:iam::{ACCOUNT}:role/trading-{RUN}-us-east-1-control"
    assert may(f"iam:{action}", run, {}) == (action in {"DeleteRole", "DetachRolePolicy"})


# What the janitor does to each store, and where the store is, its suffix left open.
REMOVED = [
    ("s3:DeleteBucket", "arn:aws:s3:::trading-data-{}-123456789012-eu-central-1"),
    ("s3:DeleteObjectVersion", "arn:aws:s3:::trading-logs-{}-123456789012-eu-central-1/a/b"),
    ("s3:ListBucketVersions", "arn:aws:s3:::trading-batch-{}-123456789012-us-east-1"),
    ("s3:DeleteBucket", "arn:aws:s3:::tapstack-taskcat-{}-123456789012"),
    ("dynamodb:DeleteTable", "arn:aws:dynamodb:eu-central-1:123456789012:table/trading-analytics-{}"),
    ("dynamodb:UpdateTable", "arn:aws:dynamodb:eu-central-1:123456789012:table/migration-state-{}"),
    ("kinesis:DeleteStream", "arn:aws:kinesis:eu-central-1:123456789012:stream/market-data-{}"),
    ("sqs:DeleteQueue", "arn:aws:sqs:eu-central-1:123456789012:trading-analytics-dlq-{}"),
    ("backup:DeleteBackupVault", "arn:aws:backup:eu-central-1:123456789012:backup-vault:trading-vault-{}"),
    ("logs:DeleteLogGroup", "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/trading-{}-control"),
    ("kms:DeleteAlias", "arn:aws:kms:eu-central-1:123456789012:alias/trading-{}"),
]


@pytest.mark.parametrize(("action", "arn"), REMOVED)
def test_what_runs_leave_is_removed_and_the_same_of_production_is_not(action: str, arn: str) -> None:
    assert may(action, arn.format(RUN))
    assert not may(action, arn.format("prod"))
    assert not may(action, arn.format("nightlyish"))


@pytest.mark.parametrize(("action", "arn"), REMOVED)
def test_no_other_region_is_touched(action: str, arn: str) -> None:
    assert not may(action, arn.format(RUN), {"aws:RequestedRegion": "eu-west-1"})


@pytest.mark.parametrize(
    ("action", "arn"),
    [
        ("kms:ScheduleKeyDeletion", f"arn:aws:kms:{TARGET}:{ACCOUNT}:key/1"),
        ("backup:DeleteRecoveryPoint", f"arn:aws:backup:{TARGET}:{ACCOUNT}:recovery-point:1"),
    ],
)
def test_what_aws_names_is_removed_by_its_tag(action: str, arn: str) -> None:
    assert may(action, arn, MARKED)
    assert not may(action, arn, UNMARKED)
    assert not may(action, arn)


@pytest.mark.parametrize(
    ("action", "arn"),
    [
        ("s3:GetObject", f"arn:aws:s3:::trading-data-prod-{ACCOUNT}-{TARGET}/a"),
        ("s3:PutObject", f"arn:aws:s3:::trading-data-{RUN}-{ACCOUNT}-{TARGET}/a"),
        ("s3:DeleteObject", f"arn:aws:s3:::{TEMPLATE_BUCKET}/TapStack.json"),
        ("s3:PutBucketPolicy", f"arn:aws:s3:::{TEMPLATE_BUCKET}"),
        ("dynamodb:GetItem", f"arn:aws:dynamodb:{TARGET}:{ACCOUNT}:table/trading-analytics-{RUN}"),
        ("kms:Decrypt", f"arn:aws:kms:{TARGET}:{ACCOUNT}:key/1"),
        ("kms:PutKeyPolicy", f"arn:aws:kms:{TARGET}:{ACCOUNT}:key/1"),
        ("lambda:CreateFunction", f"arn:aws:lambda:{TARGET}:{ACCOUNT}:function:trading-{RUN}-control"),
        ("lambda:InvokeFunction", f"arn:aws:lambda:{TARGET}:{ACCOUNT}:function:trading-{RUN}-control"),
        ("cloudformation:UpdateStack", TASKCAT),
        ("cloudformation:CreateStack", f"arn:aws:cloudformation:{TARGET}:{ACCOUNT}:stack/prod/1"),
        ("iam:CreateUser", f"arn:aws:iam::{ACCOUNT}:user/me"),
        ("iam:DeleteOpenIDConnectProvider", PROVIDER),
    ],
)
def test_what_it_never_does(action: str, arn: str) -> None:
    assert not may(action, arn, {**MARKED, **CREATING, "cloudformation:RoleArn": EXECUTION})


def test_the_template_is_uploaded() -> None:
    assert may("s3:PutObject", f"arn:aws:s3:::{TEMPLATE_BUCKET}/TapStack.json")


def test_the_roles_of_stacksets_serve_every_run_at_once_and_no_other_platform() -> None:
    given = {"EnvironmentSuffix": "nightly-*", "StacksToo": "true"}
    made = resources(ROLES, REGIONS[0], "", tuple(given.items()))
    attached = {name: row for name, row in made.items() if row["Type"] == "AWS::IAM::ManagedPolicy"}
    found = [statement for policy in policies(attached, REGIONS[0]) for statement in policy.statements]
    execution = tuple(access.policy({"Statement": found}, "execution role", VERSION))
    table = f"arn:aws:dynamodb:{TARGET}:{ACCOUNT}:table/trading-analytics"
    for name, expected in ((RUN, True), ("prod", False), ("nightly", False)):
        assert decides(execution, access.asking("dynamodb:CreateTable", f"{table}-{name}", TARGETED)) is expected


@pytest.mark.parametrize(("given", "expected"), [("true", True), ("false", False)])
def test_cloudformation_makes_single_stacks_under_the_execution_role_only_where_it_is_asked_to(
    given: str, expected: bool
) -> None:
    made = resources(ROLES, REGIONS[0], "", (("StacksToo", given),))["ExecutionRole"]["Properties"]
    trust = made["AssumeRolePolicyDocument"]
    service = [row for row in trust["Statement"] if row["Principal"] == {"Service": "cloudformation.amazonaws.com"}]
    assert bool(service) is expected


def test_the_names_of_the_platform_end_in_its_suffix() -> None:
    """What the rows above take for granted: no name of the template escapes the pattern of the role."""
    names = [
        row["Properties"].get("TableName", "")
        for row in resources(PLATFORM, TARGET).values()
        if "DynamoDB" in row["Type"]
    ]
    assert names == ["migration-state-verify"]
