"""What needs nothing comes first."""

import pytest

from tapstack.graph.levels import levels


@pytest.mark.parametrize(
    ("needs", "groups"),
    [
        ({}, []),
        ({"B": ["A"], "A": []}, [["A"], ["B"]]),
        ({"C": ["A", "B"], "B": ["A"], "A": []}, [["A"], ["B"], ["C"]]),
        ({"Y": [], "X": [], "Z": ["X"]}, [["Y", "X"], ["Z"]]),
    ],
)
def test_groups_can_be_made_together_in_the_order_of_the_template(needs, groups):
    assert levels(needs) == groups


@pytest.mark.parametrize(
    "needs",
    [{"A": ["A"], "B": []}, {"A": ["C"], "C": ["A"], "B": []}, {"A": ["C"], "C": ["A"], "D": ["A"], "B": []}],
)
def test_a_circle_and_what_waits_for_it_are_in_no_group(needs):
    assert levels(needs) == [["B"]]
