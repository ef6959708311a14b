"""Texts grown to match a Java expression."""

from random import Random

import pytest

from tapstack.pytest_plugin.strategies.alike import alike
from tapstack.pytest_plugin.strategies.walk import Walk, without_look_ahead
from tapstack.template.java_pattern import translate
from tapstack.template.patterns import AllowedPattern, PatternBudget

PATTERNS = [
    "[a-z0-9-]+",
    "",
    "x?",
    "prod|dev",
    r"arn:aws:iam::\d{12}:role/[\w+=,.@-]{1,64}",
    "(?=.*[A-Z])(?=.*[0-9])[a-zA-Z0-9@$]{8,41}",
    "^(?!.*--)(?!-)[a-z][a-z0-9-]*(?<!-)$",
    "[a-z&&[^aeiou]]{3,6}",
    "(?i)(prod|test)",
    r"([a-z]{2})-\1",
    r"\p{L}+",
    r"[\p{Punct}]{2}",
    r"((25[0-5]|2[0-4]\d|1?\d{1,2})\.){3}(25[0-5]|2[0-4]\d|1?\d{1,2})/(1[6-9]|2[0-8])",
    r"[^\s@]+@[^\s@]+\.[^\s@]+",
    r"\Q(a.b)\E+",
    "Ж{2}\u2028",
    r"\bab\b",
    "a++b*+",
    r"\u0416[\x41-\x43]",
    "(?<year>[0-9]{4})-[0-9]{2}",
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_text_matches(pattern: str) -> None:
    found = list(Walk([translate(pattern)]).examples((0, 10), None))
    judge = AllowedPattern(pattern)
    assert found
    assert all(judge.matches(text, PatternBudget()) == (True, "") for text in found)


@pytest.mark.parametrize(
    ("pattern", "goal", "most", "length"),
    [
        ("[a-z]+", 12, 12, 12),
        ("[a-z]+", 1, 30, 1),
        ("[a-z]+", 4000, 4000, 4000),
        ("[a-z]*", 0, 5, 0),
        ("(ab)*", 5, 5, 4),
        ("[a-z]{4}", 1, 9, 4),
        ("(?=.*[0-9])[a-z0-9]{3,9}", 9, 9, 9),
    ],
)
def test_a_text_is_as_long_as_wanted_where_that_is_possible(pattern: str, goal: int, most: int, length: int) -> None:
    walk = Walk([translate(pattern)])
    found = [text for text in (walk.text(Random(n).randrange, goal, most) for n in range(9)) if text is not None]
    assert {len(text) for text in found} == {length}


@pytest.mark.parametrize(
    ("pattern", "most"), [("[a-z]{5}", 3), ("a(?!b)b", None), ("(?=a)b", None), ("a&&b[^\\x{0}-\\x{10ffff}]", None)]
)
def test_a_search_for_what_is_not_there_ends(pattern: str, most: int | None) -> None:
    assert not list(Walk([translate(pattern)]).examples((0, 3), most))


def test_all_of_several_patterns_hold() -> None:
    found = list(Walk([translate("[a-z]{3,9}"), translate("[^aeiou]+"), translate(".{4,5}")]).examples((0, 5), None))
    assert {len(text) for text in found} == {4, 5}
    assert not set("".join(found)) & set("aeiou")


def test_every_character_that_can_follow_is_drawn_from() -> None:
    assert sorted("".join(Walk([translate("x[a-c_]")]).next("x"))) == ["_", "a", "b", "c"]


@pytest.mark.parametrize(
    ("pattern", "groups"),
    [
        ("[a-b][bc]", ["a", "b", "c", "dA-"]),
        ("a(?i)b", ["a", "b", "cd-", "A"]),
        (r"(a)\1", ["a", "b", "c", "d", "A", "-"]),
        (r"\b.", ["acdA", "b", "-"]),
        ("[a-d&&[^b]]", ["acd", "bA-"]),
    ],
)
def test_characters_that_a_pattern_cannot_tell_apart_are_one_group(pattern: str, groups: list[str]) -> None:
    assert alike("abcdA-", [translate(pattern).text]) == groups


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [("(?=a(b)c)d", "(?:)d"), ("(?!a)(?=(?=b))c", "(?:)(?:)c"), ("(?:a)(?<=b)(?<!c)d", "(?:a)(?<=b)(?<!c)d")],
)
def test_only_look_aheads_are_taken_out(pattern: str, expected: str) -> None:
    assert without_look_ahead(pattern) == expected
