"""The places at which properties are not as expected."""

import pytest

from tapstack.simulate.drift.differences import property_differences


@pytest.mark.parametrize(
    ("expected", "actual", "found"),
    [
        ({"A": 1}, {"A": 1, "B": 2}, []),
        ({"A": "x"}, {"A": "y"}, [("/A", "x", "y", "NOT_EQUAL")]),
        ({"A": {"B": 1}}, {"A": {}}, [("/A/B", 1, None, "REMOVE")]),
        ({"A": [{"K": 1}]}, {"A": [{"K": 2}]}, [("/A/0/K", 1, 2, "NOT_EQUAL")]),
        ({"A": ["x"]}, {"A": ["x", "y"]}, [("/A/1", None, "y", "ADD")]),
        ({"A": ["x"]}, {"A": ["y", "x"]}, [("/A/0", None, "y", "ADD")]),
        ({"A": ["x", "y"]}, {"A": ["x"]}, [("/A/1", "y", None, "REMOVE")]),
        ({"A": []}, {"A": ["x"]}, [("/A/0", None, "x", "ADD")]),
        ({"A": [{"K": 1}]}, {"A": [{"K": 1, "D": 0}, {"K": 2}]}, [("/A/1", None, {"K": 2}, "ADD")]),
        ({"A": ["x", "x"]}, {"A": ["x", "x"]}, []),
    ],
)
def test_differences(expected, actual, found):
    assert list(property_differences(expected, actual)) == found
