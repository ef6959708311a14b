"""Texts made from a regular expression match it, mostly: each is looked at once more before it is used."""

import re

import pytest

from tapstack.render.worlds.matching import matching


@pytest.mark.parametrize(
    "pattern",
    [
        "abc",
        "[a-z]{3,5}",
        "^$|^k-[0-9]+$",
        "[^a0]x",
        r"\d{4}-\d\d",
        r"\w+@\w+\.com",
        "(a|b)(c|d)?",
        "[A-Z][a-z]*",
        "[XYZ]",
        r"[^\s]+ [\S]",
        ".",
        "(?:x{2}){3}",
        "(?=a)[a-c]+",
        r"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$",
    ],
)
def test_some_text_matches(pattern: str) -> None:
    assert any(re.fullmatch(pattern, text) for text in matching(pattern, 0))


def test_a_length_is_reached() -> None:
    assert any(len(text) >= 20 for text in matching("[a-z]+", 20))


@pytest.mark.parametrize("pattern", ["(", "[z-a]", r"\p{Lower}", "a{2", "*"])
def test_what_is_no_expression_here_gives_no_error(pattern: str) -> None:
    assert all(isinstance(text, str) for text in matching(pattern, 0))


def test_repeats_of_repeats_stay_short() -> None:
    assert all(len(text) <= 4096 for text in matching("((a{4000}){4000}){4000}", 0))
