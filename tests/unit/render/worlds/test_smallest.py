"""The smallest set of changes, by the questions that are asked for it."""

from collections.abc import Mapping

import pytest

from tapstack.render.worlds import Worlds, smallest, told

PARTS = [{"A": "1", "B": "1"}, {"C": "1"}, {"D": "1"}, {"E": "1"}]


@pytest.mark.parametrize("needed", ["A", "AB", "C", "E", "AE", "CD", "BDE", "ABCDE"])
def test_what_is_needed_is_kept_and_nothing_else(needed: str) -> None:
    def shows(changes: Mapping[str, str]) -> bool:
        return set(needed) <= set(changes)

    assert "".join(sorted(smallest(PARTS, shows))) == needed


def test_the_likeliest_part_is_the_only_one_asked_for() -> None:
    asked = []

    def shows(changes: Mapping[str, str]) -> bool:
        asked.append(dict(changes))
        return "C" in changes

    assert smallest([{"C": "1"}, {"D": "1"}, {"E": "1"}], shows) == {"C": "1"}
    assert asked == [{"C": "1"}]


def test_changes_are_told_as_one_would_give_them() -> None:
    assert told({"A": "x", "B": "", "C": "a b", "D": "k"}, frozenset("D")) == 'A=x, B="", C="a b", D=(another value)'


@pytest.mark.parametrize(
    ("placed", "changes", "order"),
    [
        ({"From": "b", "To": "a"}, {"From": "a", "To": "b"}, ("b", "a", "c")),
        ({"First": "a"}, {"First": "b"}, ("b", "a", "c")),
        ({"First": "a"}, {"First": "c"}, ("c", "b", "a")),
        ({"From": "a", "To": "b"}, {"From": "b", "To": "c"}, ("b", "c", "a")),
        ({"From": "a", "To": "a"}, {"From": "b"}, ("a", "b", "c")),
        ({"From": "a", "To": "b"}, {"From": "b"}, ("a", "b", "c")),
        ({"First": "a"}, {"First": "elsewhere"}, ("a", "b", "c")),
        ({"First": "a"}, {"Other": "b"}, ("a", "b", "c")),
    ],
)
def test_regions_keep_their_turns_when_parameters_swap_them(
    placed: dict[str, str], changes: dict[str, str], order: tuple[str, ...]
) -> None:
    worlds = Worlds((), 0, False, (), regions=("a", "b", "c"), placed=placed)
    assert worlds.order(changes) == order
