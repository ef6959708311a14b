"""The virtual clock."""

from datetime import datetime, timedelta

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError

from tapstack.simulate.clock import Clock, EscapedError
from tapstack.simulate.cloud import START


def test_the_time_is_shown_before_anything_happens_at_it():
    shown: list[datetime] = []
    seen: list[tuple[float, datetime]] = []
    clock = Clock(START, shown.append)

    def steps(seconds):
        yield clock.pause(seconds)
        seen.append((clock.seconds, shown[-1]))

    clock.start(steps(3))
    clock.start(steps(1))
    clock.run(5)
    assert seen == [(second, START + timedelta(seconds=second)) for second in (1, 3)]


def test_to_wait_until_a_time_that_is_past_is_not_to_wait():
    clock, seen = Clock(), []

    def steps():
        yield clock.pause(10)
        yield clock.until(4)
        seen.append(clock.seconds)
        yield clock.until(12)
        seen.append(clock.seconds)

    clock.finish(steps())
    assert seen == [10, 12]


def test_what_steps_end_with_is_given_when_they_have_ended():
    clock = Clock()

    def steps():
        yield clock.pause(2)
        return "done"

    assert (clock.finish(steps()), clock.seconds) == ("done", 2)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ConnectTimeoutError(endpoint_url="https://sqs"), "https://sqs"),
        (ClientError({"Error": {"Code": "Throttling", "Message": "slow down"}}, "Publish"), "slow down"),
    ],
)
def test_an_error_of_a_call_that_nobody_expected_is_told_in_its_words(error, words):
    clock = Clock()

    def steps():
        yield clock.pause(1)
        raise error

    with pytest.raises(EscapedError, match=words):
        clock.finish(steps())
