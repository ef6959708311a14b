"""Conditions against what IAM says of its operators: held, not held, or not known.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
"""

import time
from typing import Any

import pytest

from tapstack.access import absent, given, perhaps, understood
from tests.unit.access.statements import allowed, answers, getting, statement, under

MORNING, NOON = "2026-11-25T08:00:00Z", "2026-11-25T12:00:00Z"


@pytest.mark.parametrize(
    ("operator", "wanted", "value", "expected"),
    [
        ("StringEquals", ["a", "b"], "b", True),
        ("StringEquals", "a", "ab", False),
        ("StringEquals", "a", "A", False),
        ("StringEquals", "a", None, False),
        ("StringEquals", "a*", "ab", False),
        ("StringEquals", [], "a", False),
        ("StringEqualsIgnoreCase", "A", "a", True),
        ("StringEqualsIgnoreCase", "A", "b", False),
        ("StringNotEquals", "a", "a", False),
        ("StringNotEquals", "a", "b", True),
        ("StringNotEquals", ["a", "b"], "b", False),
        ("StringNotEquals", "a", None, True),
        ("StringNotEqualsIgnoreCase", "A", "a", False),
        ("StringEqualsIfExists", "a", None, True),
        ("StringEqualsIfExists", "a", "b", False),
        ("StringNotEqualsIfExists", "a", "a", False),
        ("StringLike", "a*", "ab", True),
        ("StringLike", "a?", "ab", True),
        ("StringLike", "[ab]", "a", False),
        ("StringLike", "a*", None, False),
        ("StringNotLike", "a*", "ab", False),
        ("StringNotLike", "a*", "b", True),
        ("ArnLike", "arn:*:b:c:d:e", "arn:a:b:c:d:e", True),
        ("ArnLike", "arn:*:b:c:d:e", None, False),
        ("ArnLike", "arn:*:c:d:e:f", "arn:a:b:c:d:e:f", False),
        ("ArnLike", "arn:a:b:c:d:*", "arn:a:b:c:d:e:f", True),
        ("ArnLike", "*", "arn:a:b:c:d:e", True),
        ("ArnLike", "arn:*:b", "arn:a:b", None),
        ("ArnLike", "arn:*:b", "arn:a:c", False),
        ("ArnEquals", "arn:a:b:c:d:*", "arn:a:b:c:d:e", True),
        ("ArnEquals", "arn:a:b:c:d:e", "arn:a:b:c:d:f", False),
        ("ArnNotEquals", "arn:a:b:c:d:e", "arn:a:b:c:d:f", True),
        ("ArnNotLike", "arn:a:b:c:d:*", "arn:a:b:c:d:f", False),
        ("Bool", "true", "True", True),
        ("Bool", True, "true", True),
        ("Bool", "true", "false", False),
        ("Bool", "true", None, False),
        ("BoolIfExists", "true", None, True),
        ("BoolIfExists", "true", "false", False),
        ("NumericEquals", "7", "7.0", True),
        ("NumericNotEquals", "7", "7.0", False),
        ("NumericLessThan", "7", "6", True),
        ("NumericLessThan", 7, "6.9", True),
        ("NumericLessThan", "10", "9", True),
        ("NumericLessThan", "7", "7", False),
        ("NumericLessThan", "7", None, False),
        ("NumericLessThan", "7", "many", None),
        ("NumericLessThanEquals", "7", "7", True),
        ("NumericGreaterThan", "7", "7", False),
        ("NumericGreaterThan", "7", "10", True),
        ("NumericGreaterThanEquals", "7", "7", True),
        ("DateEquals", NOON, "2026-11-25T13:00:00+01:00", True),
        ("DateEquals", "2026-11-25", "1795564800", True),
        ("DateNotEquals", NOON, MORNING, True),
        ("DateLessThan", NOON, MORNING, True),
        ("DateLessThan", NOON, NOON, False),
        ("DateLessThan", NOON, None, False),
        ("DateLessThan", "soon", NOON, None),
        ("DateLessThanEquals", NOON, NOON, True),
        ("DateGreaterThan", NOON, MORNING, False),
        ("DateGreaterThan", NOON, NOON, False),
        ("DateGreaterThan", MORNING, NOON, True),
        ("DateGreaterThanEquals", NOON, NOON, True),
        ("BinaryEquals", "QmluYXJ5", "QmluYXJ5", True),
        ("BinaryEquals", "QmluYXJ5", "qmluYXJ5", False),
        ("IpAddress", "10.0.0.0/8", "10.1.2.3", True),
        ("IpAddress", "10.0.0.0/8", "11.1.2.3", False),
        ("IpAddress", "10.1.2.3", "10.1.2.3", True),
        ("IpAddress", "2001:db8::/32", "2001:db8::1", True),
        ("IpAddress", "10.0.0.0/8", "here", None),
        ("NotIpAddress", "10.0.0.0/8", "11.1.2.3", True),
        ("NotIpAddress", "10.0.0.0/8", "10.1.2.3", False),
        ("Null", "false", "anything", True),
        ("Null", "false", None, False),
        ("Null", "true", None, True),
        ("Null", "True", None, True),
        ("Null", True, "anything", False),
        ("Null", "yes", "anything", None),
        ("ForAnyValue:StringEquals", ["a", "b"], ["x", "b"], True),
        ("ForAnyValue:StringEquals", ["a", "b"], ["x"], False),
        ("ForAnyValue:StringEquals", "a", "a", True),
        ("ForAnyValue:StringEquals", "a", [], False),
        ("ForAnyValue:StringEquals", "a", None, False),
        ("ForAnyValue:StringNotEquals", "a", ["a", "b"], True),
        ("ForAnyValue:StringNotEquals", "a", None, False),
        ("ForAnyValue:StringEqualsIfExists", "a", None, True),
        ("ForAllValues:StringEquals", ["a", "b"], ["b", "a"], True),
        ("ForAllValues:StringEquals", ["a", "b"], ["a", "x"], False),
        ("ForAllValues:StringEquals", "a", [], True),
        ("ForAllValues:StringEquals", "a", None, True),
        ("ForAllValues:StringLike", "a*", ["ab", "ac"], True),
        ("ForAllValues:StringNotEquals", "a", ["b", "a"], False),
        ("StringAlmost", "a", "a", None),
        ("ForAllValue:StringEquals", "a", "a", None),
        ("ForAnyValue:Null", "false", "a", None),
        ("NullIfExists", "false", "a", None),
    ],
)
def test_a_condition_holds(operator: str, wanted: Any, value: Any, expected: bool | None) -> None:
    has = {} if value is None else {"key": value}
    assert allowed([under(operator, wanted)], **has) is expected


def test_a_date_without_a_zone_is_of_utc_wherever_this_runs(monkeypatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        assert allowed([under("DateEquals", "2026-11-25T12:00:00")], key=NOON) is True
    finally:
        monkeypatch.undo()
        time.tzset()


def test_all_keys_and_all_operators_of_a_condition_must_pass() -> None:
    both = statement(Condition={"StringEquals": {"aws:A": "1", "aws:c": "3"}, "Bool": {"aws:b": "true"}})
    passing: dict[str, str | list[str]] = {"a": "1", "b": "true", "c": "3"}
    assert allowed([both], **passing)
    assert not any(allowed([both], **(passing | {key: "false"})) for key in passing)


@pytest.mark.parametrize(
    ("has", "wanted", "expected"),
    [
        (given("a"), "a", True),
        (absent(), "a", False),
        (perhaps("a"), "a", None),
        (perhaps("a"), "b", False),
        (None, "a", None),
    ],
)
def test_a_key_that_may_be_missing_decides_only_what_both_ways_agree_on(has, wanted, expected) -> None:
    """Of a key that is not given nothing is known, unless the request is complete."""
    request = getting({} if has is None else {"aws:key": has})
    assert answers([under("StringEquals", wanted)], request).allowed is expected


@pytest.mark.parametrize(
    ("operator", "expected"),
    [
        ("StringEquals", True),
        ("ForAllValues:StringNotLikeIfExists", True),
        ("Null", True),
        ("NullIfExists", False),
        ("ForEach:StringEquals", False),
        ("stringequals", False),
    ],
)
def test_operators_that_iam_has_are_understood(operator: str, expected: bool) -> None:
    assert understood(operator) is expected
