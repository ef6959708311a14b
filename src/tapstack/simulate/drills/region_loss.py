"""A region is lost under steady load, and does not come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.drills.drill import Drill, Measured
from tapstack.simulate.drills.stage import NEVER
from tapstack.simulate.expectations import Interval, Pair
from tapstack.simulate.expectations.failover import recovery, replica_age, stream_age

if TYPE_CHECKING:
    from tapstack.simulate.drills.stage import Stage

_AFTER_A_WRITE = (0.5, 1.6, 5.0)
"""Seconds after trades were sent at which the region is lost: in the stream, just written, and in between."""
_LONG = 900.0
_SETTLE = 60.0


def run(stage: Stage) -> Measured:
    """Load, the loss, and the first trade made after it that the other region stores."""
    source, target = stage.platform.source, stage.platform.target
    stage.producers.begin()
    stage.run(120 + 20 * stage.trial + _AFTER_A_WRITE[stage.trial % 3])
    stage.lose(source)
    pending = [change.stamp[0] for change in stage.life.tables.pending(source, target)]
    moment = stage.life.clock.moment.timestamp()

    def serves() -> float:
        stored = stage.stored_at(target)
        made = (trade for trade in stage.producers.trades.values() if trade.made > stage.lost_at)
        return min((stored[trade.id] for trade in made if trade.id in stored), default=NEVER)

    stage.run_until(lambda: serves() < NEVER, _LONG)
    recovered = serves() - stage.lost_at
    stage.run(_SETTLE)
    stage.producers.end()
    stage.run(_SETTLE)
    kept = stage.account()
    return stage.measured(
        kept,
        **{
            "failover RTO": recovered,
            "table RPO": max((moment - when for when in pending), default=0.0),
            "stream RPO": max(kept.ages.values(), default=0.0),
        },
    )


def expects(pair: Pair) -> dict[str, Interval]:
    """From the alarm's periods, the record's TTL, the batch's window and the replicas' lag."""
    return {"failover RTO": recovery(pair), "table RPO": replica_age(pair), "stream RPO": stream_age(pair)}


DRILL = Drill(
    "region-loss",
    "The source region is lost under steady load",
    run,
    expects,
    protects="failover records with health checks, a probe that says nothing when its region is gone, the replica",
    objectives={"failover RTO": "failover RTO", "table RPO": "table RPO"},
    trials=3,
)
