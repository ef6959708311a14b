"""Numbers: "an integer or float" (Parameters section page); Java's Double.valueOf for what is doubtful."""

from decimal import Decimal

import pytest

from tapstack.template.parameter_numbers import DOUBTFUL, number


@pytest.mark.parametrize(
    ("text", "value"),
    [("8888", "8888"), ("-1", "-1"), ("+1", "1"), ("3.14", "3.14"), ("1.", "1"), (".5", "0.5"), ("1e3", "1000")],
)
def test_integers_and_decimals_are_numbers(text: str, value: str) -> None:
    assert number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", " ", "a", "1_000", "1,000", "0b1", "--1", "1e", ".", "٣", "true"])
def test_other_texts_are_none(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize("text", ["NaN", "-Infinity", "0x10", " 1", "1 ", "1d", "1f", "1e9999999999"])
def test_what_only_some_parsers_take_is_doubtful(text: str) -> None:
    assert number(text) is DOUBTFUL
