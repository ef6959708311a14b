"""How long records take that could not be processed for a while, and whether they are given up."""

import pytest

from tapstack.simulate.expectations import retries
from tapstack.simulate.expectations.interval import EXACTLY_NOTHING


def test_a_function_that_may_run_longer_catches_up_later(pair, pair_of):
    changed = pair_of(AnalyticsFunction={"Timeout": 90})
    assert retries.caught_up(changed) == (0, retries.caught_up(pair).most + 30)


def test_the_real_mapping_gives_nothing_up(pair):
    assert retries.given_up(pair, 600) == EXACTLY_NOTHING


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"MaximumRetryAttempts": 0}, "after 0 attempts"),
        ({"MaximumRetryAttempts": 4}, "after 4 attempts"),
        ({"MaximumRecordAgeInSeconds": 269}, "after 269 s"),
    ],
)
def test_a_mapping_without_patience_is_told(pair_of, changed, why):
    with pytest.raises(LookupError, match=why):
        retries.given_up(pair_of(AnalyticsEventSource=changed), 270)


@pytest.mark.parametrize(
    "changed",
    [{"MaximumRetryAttempts": 5}, {"MaximumRecordAgeInSeconds": 270}, {"MaximumRetryAttempts": -1}],
)
def test_one_that_has_just_enough_gives_nothing_up(pair_of, changed):
    assert retries.given_up(pair_of(AnalyticsEventSource=changed), 270) == EXACTLY_NOTHING


def test_without_limits_it_tries_for_ever(pair_of):
    limits = ("MaximumRetryAttempts", "MaximumRecordAgeInSeconds")
    changed = pair_of(without=[("AnalyticsEventSource", name) for name in limits])
    assert retries.given_up(changed, 1e9) == EXACTLY_NOTHING
