"""A region's health comes and goes every minute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.drills.drill import Drill, Measured
from tapstack.simulate.expectations import Interval, Pair
from tapstack.simulate.expectations.interval import EXACTLY_NOTHING

if TYPE_CHECKING:
    from tapstack.simulate.drills.stage import Stage

TURNS = 10


def run(stage: Stage) -> Measured:
    """The table of the active region fails every other minute: the probe says so, and producers stay where they are."""
    source = stage.platform.source
    stage.producers.begin()
    stage.run(60)
    place, before = (source, stage.platform.table), len(stage.life.health.changes)
    for _ in range(TURNS // 2):
        stage.life.throttling.tables.add(place)
        stage.run(60)
        stage.life.throttling.tables.discard(place)
        stage.run(60)
    stage.producers.end()
    stage.run(180)
    kept = stage.account()
    switches = float(len(stage.life.health.changes) - before)
    return stage.measured(kept, switches=switches, lost=float(len(kept.lost)))


def expects(pair: Pair) -> dict[str, Interval]:
    """No switch, as long as the alarm wants more than one bad minute."""
    alarm = pair.health_alarm()
    if int(alarm["EvaluationPeriods"]) * float(alarm["Period"]) <= 60:
        raise LookupError("one bad minute is enough for the health check")
    return {"switches": EXACTLY_NOTHING, "lost": EXACTLY_NOTHING}


DRILL = Drill(
    "health-flapping",
    "A region's health comes and goes every minute",
    run,
    expects,
    protects="the number of periods of the health alarm",
)
