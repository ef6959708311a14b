"""Replicas fall behind for some minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.drills.drill import Drill, Measured
from tapstack.simulate.drills.watching import alarmed_after, all_stored
from tapstack.simulate.expectations import Interval, Pair
from tapstack.simulate.expectations.alarms import rings
from tapstack.simulate.expectations.failover import REPLICATED, processing
from tapstack.simulate.expectations.interval import EXACTLY_NOTHING

if TYPE_CHECKING:
    from tapstack.simulate.drills.stage import Stage

LAG, FOR = 30.0, 420.0
"""Seconds by which replicas are late, and for how long."""
_METRIC = "ReplicationLatency"


def run(stage: Stage) -> Measured:
    """Load, late replicas, the alarm, and everything in both tables in the end."""
    source, target = stage.platform.source, stage.platform.target
    stage.producers.begin()
    stage.run(60)
    began, usual = stage.now, stage.life.tables.lag
    stage.note(f"replicas are {LAG:g} s late")
    stage.life.tables.lag = LAG
    stage.run(FOR)
    stage.life.tables.lag = usual
    stage.note("replicas are in time again")
    stage.producers.end()
    caught_up = stage.run_until(lambda: all_stored(stage, source, target), 300)
    kept = stage.account()
    rang = alarmed_after(stage, source, _METRIC, began)
    return stage.measured(kept, **{"alarm": rang, "caught up": caught_up, "lost": float(len(kept.lost))})


def expects(pair: Pair) -> dict[str, Interval]:
    """The alarm's periods; what was on its way arrives within the lag that it had."""
    alarm = pair.alarm(pair.source, "AWS/DynamoDB", _METRIC)
    if float(alarm["Threshold"]) >= LAG * 1000:
        raise LookupError(f"the alarm of {_METRIC} tolerates {alarm['Threshold']} ms")
    caught_up = Interval(0, LAG).plus(*processing(pair, pair.source)).plus(*REPLICATED)
    return {
        "alarm": rings(alarm).plus(0, LAG),
        "caught up": Interval(0, caught_up.most),
        "lost": EXACTLY_NOTHING,
    }


DRILL = Drill(
    "replication-lag",
    "Replicas of the table fall half a minute behind",
    run,
    expects,
    protects="the alarm on the table's replication latency",
)
