"""How long a planned cutover takes, from the drain to the first look at the target.

Source: the periods and TTLs of the stacks, and the settings that the workflow is given. Assumed: how long
CloudFormation takes over an update, and CloudWatch over the last samples.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.simulate.expectations.failover import JUDGED, SENDING, detection
from tapstack.simulate.expectations.interval import Interval

if TYPE_CHECKING:
    from tapstack.simulate.expectations.pair import Pair

MINUTE = 60.0
SETTLING = Interval(0, 3 * MINUTE)
"""Until CloudWatch has the last minutes' values: the workflow itself allows two; assumed at most."""
UPDATE = Interval(0, 12 * MINUTE)
"""Both stacks, one after the other: assumed."""


def drained(pair: Pair, settings: Mapping[str, Any]) -> Interval:
    """The drained region must turn unhealthy, producers must see it, and its stream be quiet for some minutes."""
    ttl, samples = float(pair.failover_record()["TTL"]), MINUTE * float(settings["drainSamples"])
    poll = float(settings["drainWaitSeconds"])
    drained = detection(pair).plus(0, ttl).plus(*SENDING).plus(samples - MINUTE, samples + MINUTE).plus(*SETTLING)
    return drained.plus(0, poll)


def cutover(pair: Pair, settings: Mapping[str, Any], thinking: float) -> Interval:
    """The drain, an operator who thinks, and the update of both stacks."""
    return drained(pair, settings).plus(thinking, thinking).plus(*UPDATE)


def rolled_back(pair: Pair, settings: Mapping[str, Any]) -> Interval:
    """The drain, and the time that the update is given in vain."""
    patience = float(settings["cutoverSeconds"])
    return drained(pair, settings).plus(patience, patience + MINUTE)


def returns(pair: Pair) -> Interval:
    """From the end of a drain until producers write to the region again: one good value is enough."""
    alarm, ttl = pair.health_alarm(), float(pair.failover_record()["TTL"])
    return Interval(0, 2 * float(alarm["Period"])).plus(*JUDGED).plus(0, ttl).plus(*SENDING)


def outage(_: Pair) -> Interval:
    """How long a trade may wait at its producer: both regions take trades all the time."""
    return SENDING
