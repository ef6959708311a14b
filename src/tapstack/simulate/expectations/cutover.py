"""How long a planned cutover takes, from the drain to the first look at the target.

Source: the periods and TTLs of the stacks, and the settings that the workflow is given. Assumed: how long
CloudFormation takes over an update, and CloudWatch over the last samples.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.simulate.expectations.failover import SENDING, detection
from tapstack.simulate.expectations.interval import Interval

if TYPE_CHECKING:
    from tapstack.simulate.expectations.pair import Pair

MINUTE = 60.0
SETTLING = Interval(0, 3 * MINUTE)
"""Until CloudWatch has the last minutes' values: the workflow itself allows two; assumed at most."""
UPDATE = Interval(0, 12 * MINUTE)
"""Both stacks, one after the other: assumed."""


def cutover(pair: Pair, settings: Mapping[str, Any], thinking: float) -> Interval:
    """The drained region must turn unhealthy, producers must see it, and its stream be quiet for some minutes."""
    ttl, samples = float(pair.failover_record()["TTL"]), MINUTE * float(settings["drainSamples"])
    poll = float(settings["drainWaitSeconds"])
    drained = detection(pair).plus(0, ttl).plus(*SENDING).plus(samples - MINUTE, samples + MINUTE).plus(*SETTLING)
    return drained.plus(0, poll).plus(thinking, thinking).plus(*UPDATE)


def outage(_: Pair) -> Interval:
    """How long a trade may wait at its producer: both regions take trades all the time."""
    return SENDING
