"""The simulation of IAM against what IAM's evaluation logic says.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
"""

from typing import Any

import pytest

from tests.unit.permissions.simulation import allowed

ROLE = "arn:aws:iam::1:role/trading-a"


def statement(**others: Any) -> list[dict[str, Any]]:
    return [
        {
            "Effect": "Allow",
            "Action": ["iam:Get*", "iam:PassRole"],
            "Resource": "arn:aws:iam::1:role/trading-*",
            **others,
        }
    ]


@pytest.mark.parametrize(
    ("action", "resource", "expected"),
    [
        ("iam:GetRole", ROLE, True),
        ("IAM:getrole", ROLE, True),
        ("iam:ListRoles", ROLE, False),
        ("iam:PassRole", "arn:aws:iam::1:role/Trading-a", False),
        ("iam:PassRole", "arn:aws:iam::1:role/other", False),
    ],
)  # fmt: skip
def test_action_and_resource_must_both_match(action: str, resource: str, expected: bool) -> None:
    assert allowed(statement(), action, resource, {}) is expected


@pytest.mark.parametrize(
    ("operator", "wanted", "given", "expected"),
    [
        ("StringEquals", ["a", "b"], "b", True),
        ("StringEquals", "a", "ab", False),
        ("StringEquals", "a", None, False),
        ("StringEquals", "a*", "ab", False),
        ("StringLike", "a*", "ab", True),
        ("ArnLike", "arn:*:b", "arn:a:b", True),
        ("ArnEquals", "arn:a:b", "arn:a:c", False),
        ("Bool", "true", "True", True),
        ("Bool", "true", None, False),
        ("Null", "false", "anything", True),
        ("Null", "false", None, False),
        ("Null", "true", None, True),
    ],
)
def test_a_condition_holds(operator: str, wanted: Any, given: str | None, expected: bool) -> None:
    request = {} if given is None else {"aws:key": given}
    assert allowed(statement(Condition={operator: {"aws:key": wanted}}), "iam:GetRole", ROLE, request) is expected


def test_all_keys_of_a_condition_must_pass() -> None:
    both = statement(Condition={"StringEquals": {"aws:a": "1"}, "Bool": {"aws:b": "true"}})
    assert allowed(both, "iam:GetRole", ROLE, {"aws:a": "1", "aws:b": "true"})
    assert not allowed(both, "iam:GetRole", ROLE, {"aws:a": "1", "aws:b": "false"})


@pytest.mark.parametrize("others", [{"Effect": "Deny"}, {"NotAction": "s3:*"}, {"NotResource": "*"}])
def test_what_is_not_understood_is_refused_not_guessed(others: dict[str, Any]) -> None:
    with pytest.raises(NotImplementedError):
        allowed(statement(**others), "iam:GetRole", ROLE, {})
