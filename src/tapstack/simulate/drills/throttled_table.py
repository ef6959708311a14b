"""The table takes no writes for some minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.drills.drill import Drill, Measured
from tapstack.simulate.drills.watching import alarmed_after, all_stored
from tapstack.simulate.expectations import Interval, Pair
from tapstack.simulate.expectations.alarms import rings
from tapstack.simulate.expectations.interval import EXACTLY_NOTHING
from tapstack.simulate.expectations.retries import caught_up, given_up

if TYPE_CHECKING:
    from tapstack.simulate.drills.stage import Stage

FOR = 270.0


def run(stage: Stage) -> Measured:
    """Load, a table that refuses, the alarm, and everything in both tables in the end."""
    source, target = stage.platform.source, stage.platform.target
    stage.producers.begin()
    stage.run(60)
    began, place = stage.now, (source, stage.platform.table)
    stage.note("the table is throttled")
    stage.life.throttling.tables.add(place)
    stage.run(FOR)
    stage.life.throttling.tables.discard(place)
    stage.note("the table takes writes again")
    stage.producers.end()
    took = stage.run_until(lambda: all_stored(stage, source, target), 900)
    kept = stage.account()
    return stage.measured(
        kept,
        **{
            "alarm": alarmed_after(stage, source, "WriteThrottleEvents", began),
            "caught up": took,
            "given up": float(len(kept.dead)),
            "lost": float(len(kept.lost)),
        },
    )


def expects(pair: Pair) -> dict[str, Interval]:
    """The alarm's periods, the function's patience and the mapping's."""
    return {
        "alarm": rings(pair.alarm(pair.source, "AWS/DynamoDB", "WriteThrottleEvents")),
        "caught up": caught_up(pair),
        "given up": given_up(pair, FOR),
        "lost": EXACTLY_NOTHING,
    }


DRILL = Drill(
    "throttled-table",
    "The table takes no writes for some minutes",
    run,
    expects,
    protects="the mapping's retries and the alarm on throttled writes",
)
