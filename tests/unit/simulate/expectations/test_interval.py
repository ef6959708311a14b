"""Intervals."""

import math

import pytest

from tapstack.simulate.expectations.interval import EXACTLY_NOTHING, Interval


@pytest.mark.parametrize(
    ("value", "inside"), [(1.9, False), (2, True), (3, True), (5, True), (5.1, False), (math.inf, False)]
)
def test_both_ends_are_inside(value, inside):
    assert Interval(2, 5).has(value) is inside


def test_two_that_follow_each_other_take_as_long_as_both():
    assert Interval(2, 5).plus(1, 10) == (3, 15)


def test_exactly_nothing_is_nothing_else():
    assert [EXACTLY_NOTHING.has(value) for value in (0, 0.0, 1, -1)] == [True, True, False, False]
