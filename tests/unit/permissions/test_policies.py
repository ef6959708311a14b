"""Every policy of the templates, in both regions, says something that IAM understands."""

from typing import Any

import pytest

from tests.unit.permissions.complaints import complaints
from tests.unit.permissions.policies import NIGHTLY, PLATFORM, ROLES, Policy, everywhere

BUCKET = "arn:aws:s3:::trading-data"
TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/trading"


def test_every_policy_of_the_templates_says_what_iam_understands() -> None:
    assert [line for policy in everywhere() for line in complaints(policy)] == []


def test_the_policies_of_all_templates_are_found_those_of_resources_too() -> None:
    places = {policy.place.split("/")[0].split()[0]: 0 for policy in everywhere()}
    assert places.keys() == {PLATFORM, ROLES, NIGHTLY}
    assert {policy.of_identity for policy in everywhere()} == {True, False}


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"Action": "s3:PutBucketReplication", "Resource": BUCKET}, "s3:PutBucketReplication is no action"),
        ({"Action": "s3:Replace*", "Resource": BUCKET}, "s3:Replace* is no action"),
        ({"Action": "s3:ListBucket", "Resource": "*"}, "s3:ListBucket on * accepts"),
        ({"Action": "s3:List*", "Resource": "*"}, "s3:ListBucket on * accepts"),
        ({"Action": "s3:ListBucket", "Resource": f"{BUCKET}/*"}, "s3:ListBucket takes none of"),
        ({"Action": "s3:GetObject", "Resource": BUCKET}, "s3:GetObject takes none of"),
        ({"Action": "kms:Decrypt", "Resource": "arn:aws:kms:*:123456789012:alias/trading"}, "kms:Decrypt takes none of"),
        ({"Action": "dynamodb:GetItem", "Resource": [TABLE, BUCKET]}, f"{BUCKET} is taken by none of"),
        ({"Action": "kinesis:ListStreams", "Resource": TABLE}, "kinesis:ListStreams takes none of"),
        ({"Action": "iam:ListRolePolicies", "Resource": "arn:aws:iam::1:role/a", "Condition": {"StringEquals": {"iam:PermissionsBoundary": "b"}}}, "iam:ListRolePolicies has no key iam:PermissionsBoundary"),
        ({"Action": "s3:ListBucket", "Resource": BUCKET, "Condition": {"Bool": {"aws:SecureTransports": "true"}}}, "s3:ListBucket has no key aws:SecureTransports"),
    ],
)  # fmt: skip
def test_a_planted_fault_is_named(said: dict[str, Any], complaint: str) -> None:
    found = complaints(Policy("planted", of_identity=True, statements=[{"Effect": "Allow", **said}]))
    assert any(complaint in line for line in found), found


@pytest.mark.parametrize(
    "said",
    [
        {"Action": ["s3:ListBucket", "s3:GetObject"], "Resource": [BUCKET, f"{BUCKET}/*"]},
        {"Action": "dynamodb:DisassociateTableReplica", "Resource": TABLE},
        {"Action": "kms:Decrypt", "Resource": "arn:aws:kms:eu-central-1:123456789012:key/*", "Condition": {"ForAnyValue:StringEquals": {"kms:ResourceAliases": "alias/trading"}}},
        {"Action": "kms:Encrypt", "Resource": "arn:aws:kms:eu-central-1:123456789012:key/*", "Condition": {"ArnEquals": {"kms:EncryptionContext:aws:logs:arn": "arn"}}},
        {"Action": "cloudwatch:PutMetricData", "Resource": "*", "Condition": {"StringEquals": {"cloudwatch:namespace": "Trading/Health"}}},
    ],
)  # fmt: skip
def test_a_sound_statement_is_left_alone(said: dict[str, Any]) -> None:
    assert complaints(Policy("sound", of_identity=True, statements=[{"Effect": "Allow", **said}])) == []


def test_the_policy_of_a_resource_may_say_star_for_the_resource() -> None:
    statement = {"Effect": "Allow", "Principal": "*", "Action": "kms:*", "Resource": "*"}
    assert complaints(Policy("key", of_identity=False, statements=[statement])) == []
