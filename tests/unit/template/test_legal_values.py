"""Values that a parameter takes besides the one given: each is one that its declaration takes."""

from typing import Any

import pytest

from tapstack.template.legal_values import LegalValues
from tapstack.template.model import Template
from tapstack.template.parameter_set import ParameterSet
from tapstack.template.position import Position


class Nowhere:
    def find(self, path: tuple[str | int, ...]) -> Position:
        return Position(1, 1)


def values(used: str | None = None, **attributes: Any) -> LegalValues:
    body = {"Parameters": {"Name": {"Type": "String", **attributes}}}
    return LegalValues(ParameterSet(Template("t.json", "", 0, body, Nowhere())).declarations["Name"], used)


@pytest.mark.parametrize(
    ("attributes", "longest", "shortest"),
    [
        ({"MaxLength": 5, "MinLength": 2, "Default": "dev"}, 5, 2),
        ({"AllowedPattern": "[a-z]{3,12}", "Default": "dev"}, 12, 3),
        ({"AllowedPattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "MaxLength": 20, "MinLength": 3}, 20, 3),
        ({"AllowedValues": ["a", "abcdef", "abc"]}, 6, 1),
        ({"AllowedPattern": "^$|^[a-z]{4,8}$", "Default": ""}, 8, 0),
    ],
)
def test_the_longest_and_the_shortest_value(attributes: dict[str, Any], longest: int, shortest: int) -> None:
    legal = values(**attributes)
    assert legal.longest is not None
    assert legal.shortest is not None
    assert (len(legal.longest), len(legal.shortest)) == (longest, shortest)
    assert legal.takes(legal.longest)
    assert legal.takes(legal.shortest)


def test_what_nothing_bounds_has_no_longest_value() -> None:
    assert values(Default="dev").longest is None
    assert values(Default="dev", AllowedPattern="[a-z]+").longest is None


def test_without_a_word_on_its_form_nothing_is_said_of_its_shortest_value() -> None:
    assert values(Default="dev", MaxLength=9).shortest is None


def test_unusual_values_are_those_that_the_pattern_takes() -> None:
    taken = values(AllowedPattern="[a-z-]{1,9}", Default="dev").unusual
    assert "-ev" in taken
    assert not [text for text in taken if set(text) & set("A_. /1")]


def test_a_pattern_that_no_known_text_matches_gives_nothing() -> None:
    legal = values(AllowedPattern="x-[0-9]{7}-y")
    assert (legal.base, legal.longest, legal.shortest, legal.unusual) == (None, None, None, ())
