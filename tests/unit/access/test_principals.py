"""Whom the Principal of a policy means.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
"""

from typing import Any

import pytest

from tapstack.access import asking
from tests.unit.access.statements import ROLE, answers, statement

MINE, EVENTS = "arn:aws:iam::123456789012:role/a", "events.us-east-1.amazonaws.com"


@pytest.mark.parametrize(
    ("principal", "who", "expected"),
    [
        ({"Principal": "*"}, EVENTS, True),
        ({"Principal": {"AWS": "*"}}, EVENTS, True),
        ({"Principal": {"Service": "events.amazonaws.com"}}, EVENTS, True),
        ({"Principal": {"Service": "events.amazonaws.com"}}, "events.amazonaws.com", True),
        ({"Principal": {"Service": ["s3.amazonaws.com", "events.amazonaws.com"]}}, EVENTS, True),
        ({"Principal": {"Service": "events.us-east-1.amazonaws.com"}}, EVENTS, True),
        ({"Principal": {"Service": "events.us-east-1.amazonaws.com"}}, "events.amazonaws.com", None),
        ({"Principal": {"Service": "events.eu-central-1.amazonaws.com"}}, EVENTS, None),
        ({"Principal": {"Service": "event.amazonaws.com"}}, EVENTS, False),
        ({"Principal": {"Federated": "cognito-identity.amazonaws.com"}}, EVENTS, False),
        ({"NotPrincipal": {"Service": "events.amazonaws.com"}}, EVENTS, False),
        ({"NotPrincipal": {"Service": "s3.amazonaws.com"}}, EVENTS, True),
        ({"Principal": {"AWS": "123456789012"}}, MINE, True),
        ({"Principal": {"AWS": "arn:aws:iam::123456789012:root"}}, MINE, True),
        ({"Principal": {"AWS": "arn:aws:iam::123456789012:root"}}, "123456789012", True),
        ({"Principal": {"AWS": "arn:aws:iam::210987654321:root"}}, MINE, False),
        ({"Principal": {"AWS": MINE}}, MINE, True),
        ({"Principal": {"AWS": "arn:aws:iam::123456789012:role/b"}}, MINE, False),
        ({"Principal": {"AWS": MINE}}, "arn:aws:iam::123456789012:root", False),
        ({"Principal": {"Service": "events.amazonaws.com"}}, MINE, False),
        ({"Principal": "*"}, MINE, True),
        ({}, MINE, True),
        ({"Principal": {"AWS": MINE}}, "", True),
    ],
)
def test_a_principal_means_the_caller(principal: dict[str, Any], who: str, expected: bool | None) -> None:
    assert answers([statement(**principal)], asking("iam:GetRole", ROLE, principal=who)).allowed is expected


@pytest.mark.parametrize("who", ["anyone", "1234", "arn:aws:sts::123456789012:assumed-role/a/b", "*"])
def test_who_is_not_understood_is_an_error(who: str) -> None:
    with pytest.raises(ValueError, match="is no service, account, role or user"):
        asking("iam:GetRole", ROLE, principal=who)


def test_a_trust_policy_is_about_its_role() -> None:
    trust = {"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"}, "Action": "sts:AssumeRole"}
    assert answers([trust], asking("sts:AssumeRole", principal=EVENTS)).allowed is True
    assert answers([trust], asking("sts:AssumeRole", principal=MINE)).allowed is False
