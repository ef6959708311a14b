"""What policies answer to a request, against what IAM says of its evaluation.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
"""

from typing import Any

import pytest

from tapstack.access import Nowhere, answer, asking, policy
from tests.unit.access.statements import ROLE, allowed, answers, getting, statement, under

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
            [statement(Action="s3:*"), under("StringAlmost", "a")],
            "not known",
            "whether policy.Statement[1] applies is not known, for its StringAlmost on aws:key",
            1,
        ),
        (
            [statement(), under("StringAlmost", "a", Effect="Deny", Resource="*/${aws:userid}-a")],
            "not known",
            "whether policy.Statement[1] applies is not known, for its Resource, StringAlmost on aws:key",
            1,
        ),
    ],
)
def test_an_answer_says_why_and_which_statement_decides(said, verdict: str, reason: str, deciding: int | None) -> None:
    found = answers(said, getting() if "Resource," in reason else asking("iam:GetRole", ROLE, {"aws:key": "a"}))
    assert (found.verdict, found.reason) == (verdict, reason)
    assert (found.statement and found.statement.at.raw) == (None if deciding is None else said[deciding])


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


@pytest.mark.parametrize(
    ("text", "has", "expected"),
    [
        ("${aws:key}", {"key": "trading-a"}, True),
        ("${AWS:Key}", {"key": "trading-a"}, True),
        ("trading-${aws:key}", {"key": "a"}, True),
        ("${aws:key}-${aws:other}", {"key": "trading", "other": "a"}, True),
        ("trading-${aws:key}", {"key": "b"}, False),
        ("trading-${aws:key}", {}, False),
        ("trading-${aws:key}*", {}, False),
        ("trading-${aws:key, 'a'}", {}, True),
        ("trading-${aws:key, 'a'}", {"key": "b"}, False),
        ("trading-${aws:key}", {"key": "*"}, None),
        ("trading-${aws:key}", {"key": ["a", "b"]}, None),
        ("other-${aws:key}", {"key": ["a", "b"]}, False),
        ("trading-${*}", {}, False),
        ("trading-${?}", {}, False),
    ],
)
def test_a_variable_is_what_the_request_has(text: str, has: dict[str, Any], expected: bool | None) -> None:
    """In a resource as in a condition."""
    assert allowed([statement(Resource=f"arn:aws:iam::1:role/{text}")], **has) is expected
    condition = {"StringLike": {"aws:told": text}}
    assert allowed([statement(Condition=condition)], told="trading-a", **has) is expected


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ({"Condition": {"StringEquals": {"aws:told": "${aws:key}"}}}, False),
        ({"Condition": {"StringNotEquals": {"aws:told": "${aws:key}"}}}, None),
        ({"Condition": {"StringNotEquals": {"aws:told": ["${aws:key}", "a"]}}}, False),
        ({"NotResource": "arn:aws:iam::1:role/${aws:key}"}, None),
    ],
)
def test_what_a_variable_without_a_value_is_not_is_not_known(others: dict[str, Any], expected: bool | None) -> None:
    said = {name: found for name, found in statement(**others).items() if f"Not{name}" not in others}
    assert allowed([said], told="a") is expected


@pytest.mark.parametrize(
    ("text", "resource", "expected"),
    [
        ("${aws:key}", "a", False),
        ("${aws:key}", "${aws:key}", True),
        ("b-${*}", "b-${c}", True),
        ("b-${*}", "b-*", False),
        ("b-*", "b-${aws:key}", True),
    ],
)
def test_a_document_of_the_oldest_version_has_no_variables(text: str, resource: str, expected: bool) -> None:
    request = asking("iam:GetRole", resource, {"aws:key": "a", "aws:told": resource})
    old = {"Statement": [statement(Resource=text)]}
    assert answer(policy(old), request, Nowhere()).allowed is expected
    assert answers([statement(Resource=text)], request, "2008-10-17").allowed is expected
    same = statement(Resource="*", Condition={"StringEquals": {"aws:told": text}})
    assert answers([same], request, "2008-10-17").allowed is (text == resource)
