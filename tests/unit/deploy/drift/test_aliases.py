"""A key by its alias and by its ARN is one key."""

from types import SimpleNamespace

import pytest

from tapstack.deploy.drift.aliases import resolved
from tapstack.deploy.drift.found import Difference, ResourceDrift
from tapstack.simulate.cloud import ACCOUNT, open_cloud

REGION = "eu-central-1"
ALIAS = f"arn:aws:kms:{REGION}:{ACCOUNT}:alias/trading-verify"
PATH = "/Replicas/1/SSESpecification/KMSMasterKeyId"
OTHER = Difference("/TableClass", "STANDARD", "STANDARD_INFREQUENT_ACCESS", "NOT_EQUAL")


@pytest.fixture
def account():
    with open_cloud() as cloud:
        kms = cloud.client("kms", REGION)
        key = kms.create_key()["KeyMetadata"]["Arn"]
        kms.create_alias(AliasName="alias/trading-verify", TargetKeyId=key)
        yield SimpleNamespace(client=cloud.client, key=key, other=kms.create_key()["KeyMetadata"]["Arn"])


def drift(*differences, status="MODIFIED"):
    return ResourceDrift("us-east-1", "Table", "AWS::DynamoDB::GlobalTable", "t", status, differences)


def settled(account, *differences, **more):
    (one,) = resolved(account, [drift(*differences, **more)])
    return one.status, one.differences


def test_an_alias_of_the_very_key_is_no_drift(account):
    assert settled(account, Difference(PATH, ALIAS, account.key, "NOT_EQUAL")) == ("IN_SYNC", ())


def test_what_else_differs_stays(account):
    assert settled(account, Difference(PATH, ALIAS, account.key, "NOT_EQUAL"), OTHER) == ("MODIFIED", (OTHER,))


def test_another_key_behind_the_alias_is_drift(account):
    changed = Difference(PATH, ALIAS, account.other, "NOT_EQUAL")
    assert settled(account, changed) == ("MODIFIED", (changed,))


def test_an_alias_that_is_gone_is_drift(account):
    account.client("kms", REGION).delete_alias(AliasName="alias/trading-verify")
    changed = Difference(PATH, ALIAS, account.key, "NOT_EQUAL")
    assert settled(account, changed) == ("MODIFIED", (changed,))


@pytest.mark.parametrize("status", ["MODIFIED", "DELETED", "NOT_CHECKED", "IN_SYNC"])
def test_what_tells_no_difference_keeps_its_status(account, status):
    assert settled(account, status=status) == (status, ())
