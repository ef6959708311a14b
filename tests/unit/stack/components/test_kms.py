"""The key of each region, behind everything that holds data, found by the same alias in both."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.place import ACCOUNT, EVERYTHING
from tests.unit.stack.conftest import Pair
from tests.unit.stack.iam import accepts
from tests.unit.stack.resources import all_of
from tests.unit.stack.values import many, plain

LOGS = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom"]
KEYS = ("KmsMasterKeyId", "KmsKeyId", "KmsKeyArn", "KmsKeyIdentifier", "EncryptionKeyArn", "KMSMasterKeyID", "KeyId")


def principals(document: Any) -> Iterator[str]:
    """Whom a policy names, services apart."""
    for one in document["Statement"]:
        named = one["Principal"]
        yield from [named] if isinstance(named, str) else many(named.get("AWS", []))


def keys(value: Any, name: str = "") -> Iterator[str]:
    """The values of all properties, however deep, that name a key."""
    if isinstance(value, dict):
        for inner, member in value.items():
            yield from [member] if inner in KEYS else keys(member, inner)
    elif isinstance(value, list):
        for member in value:
            yield from keys(member, name)


def test_both_keys_are_found_by_one_alias(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        assert plain(stack.resource("PlatformKeyAlias").properties) == {
            "AliasName": "alias/trading-verify",
            "TargetKeyId": "${PlatformKey}",
        }


def test_keys_are_of_one_region_turn_and_can_be_saved_for_a_month(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        key = stack.resource("PlatformKey")
        assert (key.property("EnableKeyRotation"), key.property("PendingWindowInDays")) == (True, 30)
        assert not key.has("MultiRegion")


def test_everything_here_is_encrypted_with_the_regions_key(pair: Callable[..., Pair]) -> None:
    for stack in pair(**EVERYTHING):
        named = {one.logical_id: set(keys(plain(one.properties))) for one in stack.resources.values()}
        assert {name: found for name, found in named.items() if not found <= {"${PlatformKey.Arn}"}} == {}
        assert any(named.values())


@pytest.mark.parametrize(
    "kind",
    [
        "AWS::Lambda::Function",
        "AWS::Logs::LogGroup",
        "AWS::SQS::Queue",
        "AWS::SNS::Topic",
        "AWS::Events::EventBus",
        "AWS::Events::Archive",
        "AWS::Backup::BackupVault",
        "AWS::Kinesis::Stream",
    ],
)
def test_nothing_is_left_to_keys_that_aws_owns(kind, pair: Callable[..., Pair]) -> None:
    for stack in pair(**EVERYTHING):
        assert all(list(keys(plain(one.properties))) for one in all_of(stack, kind))


@pytest.mark.parametrize("action", LOGS)
def test_every_log_group_can_be_encrypted(action, pair: Callable[..., Pair]) -> None:
    """CloudWatch Logs asks with the group's ARN; a group that the key does not know is not made."""
    for stack in pair(**EVERYTHING):
        policy = stack.resource("PlatformKey").property("KeyPolicy")
        for group in all_of(stack, "AWS::Logs::LogGroup"):
            arn = f"arn:aws:logs:{stack.region}:{ACCOUNT}:log-group:{group.property('LogGroupName')}"
            context = {"kms:EncryptionContext:aws:logs:arn": arn}
            assert accepts(policy, f"logs.{stack.region}.amazonaws.com", action, "key", context), group
            assert not accepts(
                policy,
                f"logs.{stack.region}.amazonaws.com",
                action,
                "key",
                {"kms:EncryptionContext:aws:logs:arn": arn.replace("verify", "other")},
            )


def test_the_account_decides_by_iam_who_else_uses_the_key(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        policy = stack.resource("PlatformKey").property("KeyPolicy")
        for action in ("kms:Decrypt", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"):
            assert accepts(policy, f"arn:aws:iam::{ACCOUNT}:root", action, "key")
            assert not accepts(policy, "arn:aws:iam::210987654321:root", action, "key")


def test_no_policy_of_a_resource_names_a_role(pair: Callable[..., Pair]) -> None:
    """AWS refuses a policy that names someone who does not exist, as a role that the other region makes later."""
    root = f"arn:aws:iam::{ACCOUNT}:root"
    for stack in pair():
        policies = [
            one.property(name)
            for one in stack.resources.values()
            for name in ("KeyPolicy", "PolicyDocument", "AccessPolicy")
            if one.has(f"{name}.Statement")
        ]
        assert {name for policy in policies for name in principals(policy)} == {"*", root}
