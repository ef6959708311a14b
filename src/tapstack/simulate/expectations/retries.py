"""How long it takes until records are through that could not be processed for a while.

Source: Lambda Developer Guide, Kinesis: a batch is tried again until it is through, too old, or tried often enough.
Assumed: Lambda waits a minute at most between two attempts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.expectations.failover import REPLICATED, processing
from tapstack.simulate.expectations.interval import EXACTLY_NOTHING, Interval

if TYPE_CHECKING:
    from tapstack.simulate.expectations.pair import Pair

LONGEST_PAUSE = 64.0
FOR_EVER = -1


def caught_up(pair: Pair) -> Interval:
    """From the end of the trouble: an attempt that is under way, a pause, and then what has gathered."""
    timeout = float(pair.function(pair.source).get("Timeout", 3))
    most = timeout + LONGEST_PAUSE + 2 * processing(pair, pair.source).most + REPLICATED.most
    return Interval(0, most)


def given_up(pair: Pair, seconds: float) -> Interval:
    """How many records are given up in a trouble that lasts so long: none, where the mapping has the patience."""
    mapping = pair.consumer(pair.source)
    attempts = int(mapping.get("MaximumRetryAttempts", FOR_EVER))
    age = int(mapping.get("MaximumRecordAgeInSeconds", FOR_EVER))
    if age != FOR_EVER and age < seconds:
        raise LookupError(f"the mapping gives records up after {age} s")
    if attempts != FOR_EVER and attempts * LONGEST_PAUSE < seconds:
        raise LookupError(f"the mapping gives records up after {attempts} attempts")
    return EXACTLY_NOTHING
