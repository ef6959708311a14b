"""The platform's key is disabled in the source region, and enabled again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.drills.drill import Drill, Measured
from tapstack.simulate.drills.recovering import recovered_after
from tapstack.simulate.drills.stage import NEVER
from tapstack.simulate.drills.watching import all_stored
from tapstack.simulate.expectations import Interval, Pair
from tapstack.simulate.expectations.interval import EXACTLY_NOTHING
from tapstack.simulate.expectations.keys import recovers, told
from tapstack.simulate.expectations.retries import caught_up

if TYPE_CHECKING:
    from tapstack.simulate.drills.stage import Stage

FOR = 1500.0


def run(stage: Stage) -> Measured:
    """Load, a key that cannot be used, the notice of it, the other region, and nothing lost once it is back."""
    source, target = stage.platform.source, stage.platform.target
    stage.producers.begin()
    stage.run(60)
    client, key = stage.life.client("kms", source), stage.platform.keys[source]
    began = stage.now
    stage.note(f"the key in {source} is disabled")
    client.disable_key(KeyId=key)
    recovered = recovered_after(stage, target, began)
    stage.run(max(0.0, began + FOR - stage.now))
    client.enable_key(KeyId=key)
    stage.note("the key is enabled again")
    stage.producers.end()
    took = stage.run_until(lambda: all_stored(stage, source, target), 1800)
    kept = stage.account()
    return stage.measured(
        kept,
        **{
            "notice": _noticed(stage, began),
            "failover RTO": recovered,
            "caught up": took,
            "lost": float(len(kept.lost)),
        },
    )


def _noticed(stage: Stage, since: float) -> float:
    """Seconds until a topic took the notice: the source's own needs the key that is disabled."""
    for notice in stage.life.topics.taken:
        if notice.seconds >= since and "DisableKey" in notice.message:
            return float(notice.seconds - since)
    return NEVER


def expects(pair: Pair) -> dict[str, Interval]:
    """CloudTrail's delay; what services keep of a key, and then a failover; the mapping's patience."""
    return {
        "notice": told(pair),
        "failover RTO": recovers(pair),
        "caught up": caught_up(pair).plus(0, 60),
        "lost": EXACTLY_NOTHING,
    }


DRILL = Drill(
    "key-disabled",
    "The key of the source region is disabled, and enabled again",
    run,
    expects,
    protects="the rule on the key's state, the mapping's patience, and the probe's look at the key",
    objectives={"failover RTO": "failover RTO"},
)
