"""What policies answer to a request, against what IAM says of its evaluation.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
"""

from typing import Any

import pytest

from tapstack.access import Nowhere, answer, asking, policy
from tests.unit.access.statements import ROLE, answers, getting, statement, under

UNHEARD = {"Condition": {"StringEquals": {"aws:unheard": "a"}}}


@pytest.mark.parametrize(
    ("action", "resource", "expected"),
    [
        ("iam:GetRole", ROLE, True),
        ("IAM:getrole", ROLE, True),
        ("iam:ListRoles", ROLE, False),
        ("iam:PassRole", "arn:aws:iam::1:role/Trading-a", False),
        ("iam:PassRole", "arn:aws:iam::1:role/other", False),
    ],
)
def test_action_and_resource_must_both_match(action: str, resource: str, expected: bool) -> None:
    assert answers([statement()], asking(action, resource)).allowed is expected


def test_keys_of_conditions_are_the_same_in_any_case() -> None:
    request = asking("iam:GetRole", ROLE, {"AWS:Key": "a"})
    assert answers([under("StringEquals", "a")], request).allowed is True


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([], False),
        ([statement(Resource="arn:aws:iam::1:role/other"), statement()], True),
        ([statement(), statement(Effect="Deny")], False),
        ([statement(Effect="Deny"), statement()], False),
        ([statement(Effect="Deny")], False),
        ([statement(), statement(Effect="Deny", Action="iam:PassRole")], True),
        ([statement(), statement(Effect="Deny", Resource="arn:aws:iam::1:role/other")], True),
        ([statement(), under("StringEquals", "a", Effect="Deny")], False),
        ([statement(), under("StringEquals", "b", Effect="Deny")], True),
        ([statement(), under("Null", "true", Effect="Deny")], True),
        ([{"Effect": "Allow", "NotAction": "s3:*", "Resource": "*"}], True),
        ([{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}], False),
        ([{"Effect": "Allow", "NotAction": ["s3:*", "IAM:getrole"], "Resource": "*"}], False),
        ([{"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:iam::1:role/trading-*"}], False),
        ([{"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:s3:::*"}], True),
        ([statement(), {"Effect": "Deny", "Action": "*", "NotResource": "arn:aws:s3:::*"}], False),
        ([statement(**UNHEARD)], None),
        ([statement(**UNHEARD), statement()], True),
        ([statement(), statement(Effect="Deny", **UNHEARD)], None),
        ([statement(Effect="Deny", **UNHEARD)], False),
        ([statement(Effect="Deny", **UNHEARD), statement(Effect="Deny"), statement()], False),
        ([statement(), statement(Effect="Deny", Resource="arn:aws:iam::1:role/${aws:username}")], None),
    ],
)
def test_one_allow_is_needed_and_no_deny(said: list[dict[str, Any]], expected: bool | None) -> None:
    assert answers(said, getting()).allowed is expected


@pytest.mark.parametrize(
    ("others", "why"),
    [
        ({"Effect": "allow"}, "its Effect is 'allow'"),
        ({"Effect": None}, "it has no Effect"),
        ({"Action": None}, "it has no Action"),
        ({"NotAction": "s3:*"}, "it has Action and NotAction"),
        ({"Resource": None}, "it has neither Resource nor Principal"),
        ({"NotResource": "*"}, "it has Resource and NotResource"),
        ({"Conditions": {}}, "IAM knows no Conditions"),
    ],
)
@pytest.mark.parametrize("effect", ["Allow", "Deny"])
@pytest.mark.parametrize("action", ["iam:GetRole", "s3:ListBucket"])
def test_what_iam_would_not_take_decides_nothing(effect, action, others: dict[str, Any], why: str) -> None:
    """Whatever it is about, and whatever the others say."""
    broken = {name: found for name, found in {**statement(Effect=effect), **others}.items() if found is not None}
    found = answers([statement(Action="*"), broken], asking(action, ROLE))
    assert found == (None, f"policy.Statement[1] is no statement of IAM: {why}", None)


def test_what_is_allowed_may_be_refused_by_another_policy() -> None:
    parts = [*policy({"Statement": [statement()]}, "one"), *policy({"Statement": statement(Effect="Deny")}, "other")]
    found = answer(parts, asking("iam:GetRole", ROLE), Nowhere())
    assert (found.verdict, found.reason) == ("denied", "other.Statement refuses it")


def test_a_policy_may_be_json_as_text() -> None:
    found = policy('{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}')
    assert answer(found, asking("a:b", "c"), Nowhere()).verdict == "allowed"
    assert answer(policy("no JSON"), asking("a:b", "c"), Nowhere()).verdict == "not known"


@pytest.mark.parametrize(
    ("said", "verdict", "reason", "deciding"),
    [
        ([statement(Sid="First"), statement()], "allowed", "policy.Statement[0] allows it", 0),
        ([statement(), statement(Effect="Deny")], "denied", "policy.Statement[1] refuses it", 1),
        ([statement(Action="s3:*")], "denied", "no statement allows it", None),
        (
            [statement(Action="s3:*"), under("StringAlmost", "a"), under("StringAlmost", "b")],
            "not known",
            "policy.Statement[1] asks for aws:key by StringAlmost a, an operator that is not known",
            1,
        ),
        (
            [statement(), under("StringAlmost", "a", Effect="Deny", Resource="*/${aws:userid}-a")],
            "not known",
            f"whether policy.Statement[1] is about {ROLE} is not known",
            1,
        ),
    ],
)
def test_an_answer_says_why_and_which_statement_decides(said, verdict: str, reason: str, deciding: int | None) -> None:
    found = answers(said, getting() if reason.startswith("whether") else asking("iam:GetRole", ROLE, {"aws:key": "a"}))
    assert (found.verdict, found.reason) == (verdict, reason)
    assert (found.statement and found.statement.at.raw) == (None if deciding is None else said[deciding])
