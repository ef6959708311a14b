"""Names that wait for each other are told with the whole path."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapstack.graph.circles import circles
from tapstack.graph.levels import levels

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
