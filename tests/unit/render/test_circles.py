"""Names that wait for each other are told with the whole path."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapstack.graph.levels import levels
from tapstack.render.circles import circles

NAMES = "ABCDEF"


@pytest.mark.parametrize(
    ("needs", "found"),
    [
        ({"A": ["B"], "B": []}, []),
        ({"A": ["A"]}, [["A", "A"]]),
        ({"A": ["B"], "B": ["C"], "C": ["A"]}, [["A", "B", "C", "A"]]),
        ({"B": ["A"], "A": ["B"]}, [["B", "A", "B"]]),
        ({"A": ["B"], "B": ["A"], "C": ["D"], "D": ["C"]}, [["A", "B", "A"], ["C", "D", "C"]]),
    ],
)
def test_a_circle_runs_from_the_dependent_to_what_it_needs_and_back(needs, found):
    assert circles(needs) == found


@given(st.fixed_dictionaries({name: st.lists(st.sampled_from(NAMES), max_size=3) for name in NAMES}))
def test_every_step_of_a_circle_is_a_need_and_there_is_one_exactly_when_the_order_is_incomplete(needs):
    found = circles(needs)
    assert all(after in needs[before] for path in found for before, after in pairwise(path))
    assert bool(found) == (sum(map(len, levels(needs))) < len(needs))


@given(st.fixed_dictionaries({name: st.lists(st.sampled_from(NAMES), max_size=3) for name in NAMES}))
def test_without_the_names_of_all_circles_there_is_none(needs):
    named = {name for circle in circles(needs) for name in circle}
    rest = {name: [other for other in needed if other not in named] for name, needed in needs.items()}
    assert circles({name: needed for name, needed in rest.items() if name not in named}) == []


def test_ten_thousand_circles_are_found_in_one_search():
    assert len(circles({str(index): [str(index ^ 1)] for index in range(20_000)})) == 10_000


def test_a_long_circle_is_found_without_recursion():
    (circle,) = circles({str(index): [str((index + 1) % 5000)] for index in range(5000)})
    assert len(circle) == 5001
