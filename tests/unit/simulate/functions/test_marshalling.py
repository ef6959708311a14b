"""Answers as JSON."""

from decimal import Decimal

import pytest

from tapstack.simulate.functions.marshalling import MarshalError, marshalled


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        ((1, "a"), '[1, "a"]'),
        ({"n": Decimal("3")}, '{"n": 3}'),
        ([Decimal("3.25"), Decimal("1E+2")], "[3.25, 100]"),
        (b'{"raw": 1}', '{"raw": 1}'),
        (Decimal("NaN"), "NaN"),
    ],
)
def test_values_are_written_as_the_runtime_writes_them(value, text):
    assert marshalled(value, "python3.13") == text


@pytest.mark.parametrize(
    ("runtime", "text"), [("python3.11", '"\\u00e9"'), ("python3.12", '"é"'), ("python3.14", '"é"')]
)
def test_letters_are_escaped_by_old_runtimes(runtime, text):
    assert marshalled("é", runtime) == text


def test_what_contains_itself_is_refused():
    value: list[object] = []
    value.append(value)
    with pytest.raises(MarshalError, match="Unable to marshal response: Circular reference"):
        marshalled(value, "python3.13")
