"""AllowedPattern is java.util.regex.Pattern (cfn-regexes.html), whose documentation is the source of each row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapstack.template.patterns import AllowedPattern, PatternBudget


def matches(pattern: str, value: str) -> bool | None:
    return AllowedPattern(pattern).matches(value, PatternBudget())[0]


@pytest.mark.parametrize(
    ("pattern", "value", "expected"),
    [
        ("[a-z0-9-]+", "dev-1", True),
        ("[a-z0-9-]+", "Dev-1", False),
        ("[a-z]+", "abc\n", False),
        ("^[a-z]+$", "abc\n", False),
        ("abc", "xabcx", False),
        ("", "", True),
        ("^$|^a$", "", True),
        (".+", "a\u2028b", False),
        ("(?s).+", "a\nb", True),
        (r"\d+", "12", True),
        (r"\d+", "\u0663", False),
        (r"\w+", "ä", False),
        (r"[^\W_]+", "aZ9", True),
        (r"\s", "\u00a0", False),
        (r"\h", "\u00a0", True),
        (r"\p{Alpha}+", "aZ", True),
        (r"\p{Lower}+", "aZ", False),
        (r"\p{L}+", "äß", True),
        (r"\P{L}", "1", True),
        (r"[\p{Upper}\d]+", "A1", True),
        (r"\Qa.b\E+", "a.bbb", True),
        (r"\Qa.b\E", "axb", False),
        ("a*+a", "aaa", False),
        ("(?<year>[0-9]{4})", "2024", True),
        (r"(a)\1", "aa", True),
        ("[a-z&&[^b]]+", "acd", True),
        ("[a-z&&[^b]]+", "abc", False),
        ("[a-c[x-z]]+", "ax", True),
        ("[[:alpha:]]", "b", False),
        ("[[:alpha:]]", ":", True),
        (r"[\w-\+]+", "a-+", True),
        ("[--]{2}", "--", True),
        ("[]a]+", "a]", True),
        (r"\u0041\x42\x{43}\0104", "ABCD", True),
        (r"a\Z", "a", True),
        ("(?i)abc", "ABC", True),
        ("(?i)abc", "äBC", None),
        ("(?=^.{3,5}$)[a-z]+", "abcd", True),
        ("(?!d-)[a-z-]+", "d-a", False),
        (r"(?:25[0-5]|[0-9])(\.(?!$)|$){1}", "255", True),
    ],
)
def test_a_pattern_means_what_it_means_in_java(pattern: str, value: str, expected: bool | None) -> None:
    assert matches(pattern, value) is expected


@pytest.mark.parametrize(
    "pattern",
    [
        "(a",
        "a)",
        "[a",
        "a\\",
        r"\y",
        "*a",
        "a**",
        "{a}",
        "a{,3}",
        "a{2,1}",
        "[z-a]",
        "(?P<n>a)",
        "(?#c)",
        r"\x{110000}",
    ],
)
def test_what_java_refuses_is_invalid(pattern: str) -> None:
    assert AllowedPattern(pattern).invalid


@pytest.mark.parametrize(
    "pattern",
    [
        r"\p{javaLowerCase}",
        "(?m)^a$",
        "[^a-z&&[b]]",
        "(?<=a+)b",
        "a{2}{3}",
        r"\R",
        "(?:a{4097}){4097}",
        "(" * 3000 + ")" * 3000,
        "a" * 30_000,
    ],
)
def test_what_has_no_sure_equivalent_is_unknown_with_the_reason(pattern: str) -> None:
    found = AllowedPattern(pattern)
    matched, why = found.matches("a", PatternBudget())
    assert (matched, found.invalid) == (None, "")
    assert why


def test_a_pattern_that_backtracks_forever_is_unknown() -> None:
    matched, why = AllowedPattern("(a|aa)+b").matches("a" * 60 + "c", PatternBudget(0.05))
    assert matched is None
    assert "too long" in why


def test_patterns_share_one_budget_of_time() -> None:
    budget = PatternBudget(0.05)
    AllowedPattern("(a|aa)+b").matches("a" * 60 + "c", budget)
    assert AllowedPattern("a").matches("a", budget)[0] is None


@given(st.text(alphabet="ab([{)]}*+?^$|\\-&.,:<=!P1Qd\n", max_size=25), st.text(max_size=10))
def test_any_pattern_gets_an_answer(pattern: str, value: str) -> None:
    found = AllowedPattern(pattern)
    matched, why = found.matches(value, PatternBudget(0.1))
    assert (matched is None) == bool(why)
