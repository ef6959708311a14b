from typing import Any

import pytest

from tapstack.facts.coercion import coerce

CONVERTED = [
    ("true", "boolean", True),
    ("false", "boolean", False),
    ("5", "integer", 5),
    ("-1", "integer", -1),
    ("0", "integer", 0),
    ("5", "number", 5),
    ("0.5", "number", 0.5),
    ("-2.25", "number", -2.25),
    (5, "string", "5"),
    (-1, "string", "-1"),
    (1.0, "string", "1.0"),
    (0.25, "string", "0.25"),
    (True, "string", "true"),
    (False, "string", "false"),
]


@pytest.mark.parametrize(("value", "scalar", "expected"), CONVERTED, ids=repr)
def test_what_cloudformation_accepts_is_converted(value: object, scalar: Any, expected: Any) -> None:
    converted = coerce(value, scalar)
    assert converted == expected
    assert type(converted) is type(expected)


UNTOUCHED = [
    ("True", "boolean"),
    ("yes", "boolean"),
    ("1", "boolean"),
    (1, "boolean"),
    ("1.0", "integer"),
    ("007", "integer"),
    ("1e3", "integer"),
    (" 5", "integer"),
    ("", "integer"),
    ("\u0665", "integer"),
    ("9" * 400, "integer"),
    ("nan", "number"),
    ("1e400", "number"),
    (".5", "number"),
    (1e300, "string"),
    (float("inf"), "string"),
    (None, "string"),
    ({"a": 1}, "string"),
    (["5"], "integer"),
    ("5", None),
    (5, None),
]


@pytest.mark.parametrize(("value", "scalar"), UNTOUCHED, ids=repr)
def test_what_does_not_convert_stays_for_a_linter_to_judge(value: object, scalar: Any) -> None:
    assert coerce(value, scalar) is value


@pytest.mark.parametrize(("value", "scalar", "expected"), CONVERTED, ids=repr)
def test_converting_twice_equals_converting_once(value: object, scalar: Any, expected: Any) -> None:
    assert coerce(coerce(value, scalar), scalar) == expected
