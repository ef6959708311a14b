"""What is told, held against what was wanted."""

import pytest

from tapstack.simulate.deployment.readback import Difference, differences


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"A": 1}, {"A": 1, "B": 2}),
        ({"A": 1}, {"A": 1.0}),
        ({"A": "1"}, {"A": 1}),
        ({"A": True}, {"A": "true"}),
        ({"A": {"x": [1, 2]}}, {"A": '{"x": [1, 2]}'}),
        ({"A": '{"x":1}'}, {"A": '{"x": 1}'}),
        ({"A": ["x", "y"]}, {"A": ["y", "x"]}),
        ({"A": [{"K": 1}, {"K": 2}]}, {"A": [{"K": 2, "D": 0}, {"K": 1}]}),
        ({"A": "x"}, {"A": ["x"]}),
        ({"A": []}, {}),
        ({"A": False}, {}),
        ({"A": ["x"]}, {"A": ["x", "y"]}),
    ],
)
def test_it_is_the_same(wanted, told):
    assert list(differences(wanted, told)) == []


@pytest.mark.parametrize(
    ("wanted", "told", "path"),
    [
        ({"A": 1}, {}, "A"),
        ({"A": {"B": "x"}}, {"A": {"B": "y"}}, "A/B"),
        ({"A": ["x", "y"]}, {"A": ["x"]}, "A/1"),
        ({"A": ["x", "x"]}, {"A": ["x", "y"]}, "A/1"),
        ({"A": [{"K": 1}]}, {"A": [{"K": 2}]}, "A/0/K"),
        ({"A": True}, {"A": False}, "A"),
        ({"A": "{"}, {"A": "["}, "A"),
        ({"A": ["x"]}, {"A": "y"}, "A"),
    ],
)
def test_it_is_another(wanted, told, path):
    assert [one.path for one in differences(wanted, told)] == [path]


def test_a_difference_tells_both_values():
    assert list(differences({"A": 1}, {"A": 2})) == [Difference("A", 1, 2)]
