"""The planned cutover: what was there is moved, the source is drained, the target serves, under load all the time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.drills.drill import Drill, Measured
from tapstack.simulate.drills.history import GIVEN, compared
from tapstack.simulate.drills.migration import LONG, SETTINGS, THINKING, Migration
from tapstack.simulate.drills.watching import primary
from tapstack.simulate.expectations import Interval, Pair
from tapstack.simulate.expectations.cutover import cutover, outage
from tapstack.simulate.expectations.interval import EXACTLY_NOTHING

if TYPE_CHECKING:
    from tapstack.simulate.drills.stage import Stage


def run(stage: Stage) -> Measured:
    """From the request to the end of the workflow."""
    stage.producers.begin()
    stage.run(300)
    migration = Migration(stage)
    migration.request()
    stage.run_until(lambda: migration.is_over, LONG, 30)
    stage.run(60)
    stage.producers.end()
    stage.run(120)
    kept, history = stage.account(), compared(stage.life, stage.platform)
    measured = stage.measured(
        kept,
        **{
            "cutover": migration.since("DRAINING", "OBSERVING"),
            "longest wait": stage.producers.longest_wait,
            "lost": float(len(kept.lost)),
            "history missing": float(history.missing),
        },
    )
    measured.counts |= history.counts
    measured.faults += [*migration.why(), *history.faults]
    if (first := primary(stage)) != stage.platform.target:
        measured.faults.append(f"after the cutover the name prefers {first or 'no region'}")
    return measured


def expects(pair: Pair) -> dict[str, Interval]:
    """The drain's and the update's times; nothing waits longer at producers than a failover lets it."""
    return {
        "cutover": cutover(pair, SETTINGS, THINKING),
        "longest wait": outage(pair),
        "lost": EXACTLY_NOTHING,
        "history missing": EXACTLY_NOTHING,
    }


DRILL = Drill(
    "planned-cutover",
    "The migration from its request to its end, under load",
    run,
    expects,
    protects="the workflow's checks, the drain, and the order of the update",
    objectives={"cutover": "cutover", "lost": "cutover lost"},
    given=GIVEN,
    history=True,
)
