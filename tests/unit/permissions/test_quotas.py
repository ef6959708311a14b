"""The policies of lib/StackSetRoles.json and lib/NightlyRole.json keep IAM's quotas, whatever the parameters.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
"""

import json
from typing import Any

import pytest

from tests.place import BOUNDARY
from tests.unit.permissions.policies import LIB, NIGHTLY, ROLES, resources

MANAGED_POLICY = 6_144
INLINE_OF_A_ROLE = 10_240
TRUST_POLICY = 2_048
ATTACHED_TO_A_ROLE = 10
TEMPLATE_BODY = 51_200  # https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html
LONGEST = {"EnvironmentSuffix": "a" * 20, "TemplateBucketName": "b" * 63, "SourceRegion": "eu-central-1", "TargetRegion": "us-east-1"}  # fmt: skip
BOUNDARIES = ["", BOUNDARY + "x" * 128]


def size(document: dict[str, Any]) -> int:
    """The characters that IAM counts: all but white space."""
    return len(json.dumps(document, separators=(",", ":")))


def of_type(name: str, boundary: str) -> dict[str, dict[str, Any]]:
    body = resources(ROLES, "us-east-1", boundary, tuple(LONGEST.items()))
    found = {logical_id: row["Properties"] for logical_id, row in body.items() if row["Type"] == name}
    assert found, f"{ROLES} has no {name}"
    return found


@pytest.mark.parametrize("boundary", BOUNDARIES)
def test_a_managed_policy_is_short_enough(boundary: str) -> None:
    sizes = {name: size(row["PolicyDocument"]) for name, row in of_type("AWS::IAM::ManagedPolicy", boundary).items()}
    assert {name: count for name, count in sizes.items() if count > MANAGED_POLICY} == {}


@pytest.mark.parametrize("boundary", BOUNDARIES)
def test_the_execution_role_has_room_for_its_policies(boundary: str) -> None:
    attached = [row for row in of_type("AWS::IAM::ManagedPolicy", boundary).values() if len(row["Roles"]) == 1]
    assert 0 < len(attached) <= ATTACHED_TO_A_ROLE


@pytest.mark.parametrize("boundary", BOUNDARIES)
def test_what_stands_in_a_role_is_short_enough(boundary: str) -> None:
    for row in of_type("AWS::IAM::Role", boundary).values():
        assert sum(size(policy["PolicyDocument"]) for policy in row.get("Policies", ())) <= INLINE_OF_A_ROLE
        assert size(row["AssumeRolePolicyDocument"]) <= TRUST_POLICY


@pytest.mark.parametrize("file", [ROLES, NIGHTLY])
def test_the_template_goes_without_a_bucket(file: str) -> None:
    assert (LIB / file).stat().st_size <= TEMPLATE_BODY


def test_the_policies_of_the_nightly_role_are_short_enough() -> None:
    longest = {"Repository": "o" * 39 + "/" + "n" * 100, "TemplateBucketName": "b" * 63, "ExecutionRoleName": "r" * 64, "AdministrationRoleName": "a" * 64}  # fmt: skip
    body = resources(NIGHTLY, "us-east-1", "", tuple(longest.items())).values()
    sizes = [size(row["Properties"]["PolicyDocument"]) for row in body if row["Type"] == "AWS::IAM::ManagedPolicy"]
    assert 0 < len(sizes) <= ATTACHED_TO_A_ROLE and max(sizes) <= MANAGED_POLICY
