"""What happens when a key cannot be used. Assumed: how long CloudTrail takes to tell EventBridge of a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.expectations.failover import recovery
from tapstack.simulate.expectations.interval import Interval

if TYPE_CHECKING:
    from tapstack.simulate.expectations.pair import Pair

TRAIL = Interval(0, 900)


def told(pair: Pair) -> Interval:
    """From the key's being disabled until people are told: by a rule on that event."""
    for _, rule in pair.all(pair.source, "AWS::Events::Rule"):
        if "DisableKey" in (rule.get("EventPattern") or {}).get("detail", {}).get("eventName", ()):
            return TRAIL
    raise LookupError(f"no rule in {pair.source} tells of a key that is disabled")


def recovers(pair: Pair) -> Interval:
    """From the key's being disabled until trades are stored in the other region: as if the region were gone."""
    return recovery(pair)
