"""What stands for the variables of a policy.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
"""

from typing import Any

import pytest

from tapstack.access import Nowhere, answer, asking, policy
from tests.unit.access.statements import allowed, answers, statement


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
