"""The evaluation of policies against what IAM's evaluation logic says.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
"""

from typing import Any

import pytest

from tests.unit.iam.evaluation import decides, like

ROLE = "arn:aws:iam::1:role/trading-a"


def statement(**others: Any) -> dict[str, Any]:
    return {
        "Effect": "Allow",
        "Action": ["iam:Get*", "iam:PassRole"],
        "Resource": "arn:aws:iam::1:role/trading-*",
        **others,
    }


def under(operator: str, wanted: Any) -> dict[str, Any]:
    return statement(Condition={operator: {"aws:key": wanted}})


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
    assert decides([statement()], action, resource) is expected


@pytest.mark.parametrize(
    ("text", "pattern", "expected"),
    [
        ("trading", "*", True),
        ("", "*", True),
        ("trading-a/b:c", "trading-*", True),
        ("trading-", "trading-*", True),
        ("a-trading", "trading*", False),
        ("trading-a", "trading-?", True),
        ("trading-ab", "trading-?", False),
        ("trading-", "trading-?", False),
        ("trading", "Trading", False),
        ("tradings", "trading", False),
        ("a", "[ab]", False),
        ("[ab]", "[ab]", True),
        ("axb", "a.b", False),
        ("a\nb", "a*b", True),
    ],
)
def test_a_star_is_of_any_text_and_a_question_mark_of_one_character(text: str, pattern: str, expected: bool) -> None:
    assert like(text, pattern) is expected


@pytest.mark.parametrize(
    ("operator", "wanted", "given", "expected"),
    [
        ("StringEquals", ["a", "b"], "b", True),
        ("StringEquals", "a", "ab", False),
        ("StringEquals", "a", None, False),
        ("StringEquals", "a*", "ab", False),
        ("StringLike", "a*", "ab", True),
        ("StringLike", "a?", "ab", True),
        ("StringLike", "[ab]", "a", False),
        ("StringLike", "a*", None, False),
        ("ArnLike", "arn:*:b", "arn:a:b", True),
        ("ArnLike", "arn:*:b", None, False),
        ("ArnEquals", "arn:a:*", "arn:a:b", True),
        ("ArnEquals", "arn:a:b", "arn:a:c", False),
        ("Bool", "true", "True", True),
        ("Bool", True, "true", True),
        ("Bool", "true", "false", False),
        ("Bool", "true", None, False),
        ("NumericLessThan", "7", "6", True),
        ("NumericLessThan", 7, "6.9", True),
        ("NumericLessThan", "10", "9", True),
        ("NumericLessThan", "7", "7", False),
        ("NumericLessThan", "7", None, False),
        ("Null", "false", "anything", True),
        ("Null", "false", None, False),
        ("Null", "true", None, True),
        ("Null", True, "anything", False),
        ("ForAnyValue:StringEquals", ["a", "b"], ["x", "b"], True),
        ("ForAnyValue:StringEquals", ["a", "b"], ["x"], False),
        ("ForAnyValue:StringEquals", "a", "a", True),
        ("ForAnyValue:StringEquals", "a", [], False),
        ("ForAnyValue:StringEquals", "a", None, False),
        ("ForAllValues:StringEquals", ["a", "b"], ["b", "a"], True),
        ("ForAllValues:StringEquals", ["a", "b"], ["a", "x"], False),
        ("ForAllValues:StringEquals", "a", [], True),
        ("ForAllValues:StringEquals", "a", None, True),
        ("ForAllValues:StringLike", "a*", ["ab", "ac"], True),
    ],
)
def test_a_condition_holds(operator: str, wanted: Any, given: Any, expected: bool) -> None:
    request = {} if given is None else {"aws:key": given}
    assert decides([under(operator, wanted)], "iam:GetRole", ROLE, request) is expected


def test_all_keys_and_all_operators_of_a_condition_must_pass() -> None:
    both = statement(Condition={"StringEquals": {"aws:a": "1", "aws:c": "3"}, "Bool": {"aws:b": "true"}})
    passing = {"aws:a": "1", "aws:b": "true", "aws:c": "3"}
    assert decides([both], "iam:GetRole", ROLE, passing)
    assert not any(decides([both], "iam:GetRole", ROLE, passing | {key: "false"}) for key in passing)


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
        ([statement(), under("StringEquals", "a") | {"Effect": "Deny"}], False),
        ([statement(), under("StringEquals", "b") | {"Effect": "Deny"}], True),
        ([statement(), under("Null", "true") | {"Effect": "Deny"}], True),
    ],
)
def test_one_allow_is_needed_and_no_deny(said: list[dict[str, Any]], expected: bool) -> None:
    assert decides(said, "iam:GetRole", ROLE, {"aws:key": "a"}) is expected


@pytest.mark.parametrize(
    ("others", "name"),
    [
        ({"NotAction": "s3:*"}, "NotAction"),
        ({"NotResource": "*"}, "NotResource"),
        ({"NotPrincipal": "*"}, "NotPrincipal"),
        ({"Effect": "allow"}, "Effect"),
        ({"Condition": {"StringNotEquals": {"aws:key": "a"}}}, "StringNotEquals"),
        ({"Condition": {"BoolIfExists": {"aws:key": "true"}}}, "BoolIfExists"),
        ({"Condition": {"ForAllValue:StringEquals": {"aws:key": "a"}}}, "ForAllValue:StringEquals"),
        ({"Condition": {"ForAnyValue:Null": {"aws:key": "true"}}}, "ForAnyValue:Null"),
    ],
)
@pytest.mark.parametrize("effect", ["Allow", "Deny"])
@pytest.mark.parametrize("action", ["iam:GetRole", "s3:ListBucket"])
def test_what_is_not_understood_is_refused_not_guessed(effect, action, others: dict[str, Any], name: str) -> None:
    """Whatever it is about, and whatever the others say."""
    with pytest.raises(NotImplementedError, match=f"Not understood: {name}. Teach it"):
        decides([statement(), statement(**{"Effect": effect, **others})], action, ROLE, {"aws:key": "a"})


@pytest.mark.parametrize("part", ["Effect", "Action", "Resource"])
def test_a_statement_that_lacks_a_part_decides_nothing(part: str) -> None:
    said = statement()
    del said[part]
    with pytest.raises(KeyError, match=part):
        decides([said], "iam:GetRole", ROLE)
