"""The function dies in the middle of batches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.drills.drill import Drill, Measured
from tapstack.simulate.drills.watching import all_stored
from tapstack.simulate.expectations import Interval, Pair
from tapstack.simulate.expectations.interval import EXACTLY_NOTHING
from tapstack.simulate.expectations.retries import caught_up, given_up

if TYPE_CHECKING:
    from tapstack.simulate.drills.stage import Stage

CRASHES = 12
_FOR = 120.0


def run(stage: Stage) -> Measured:
    """Load; calls that have their effects and die before they answer; nothing twice, and nothing lost."""
    source, target = stage.platform.source, stage.platform.target
    stage.producers.begin()
    stage.run(30)
    stage.note(f"{CRASHES} calls of the function die")
    stage.life.functions.crash[stage.platform.functions[source], source] = CRASHES
    stage.run(_FOR)
    stage.producers.end()
    took = stage.run_until(lambda: all_stored(stage, source, target), 900)
    kept = stage.account()
    faults = [] if kept.stored[source] == kept.taken else ["the table holds another number of trades than were taken"]
    measured = stage.measured(
        kept, **{"caught up": took, "given up": float(len(kept.dead)), "lost": float(len(kept.lost))}
    )
    measured.faults += faults
    return measured


def expects(pair: Pair) -> dict[str, Interval]:
    """The function's patience and the mapping's."""
    return {"caught up": caught_up(pair), "given up": given_up(pair, _FOR), "lost": EXACTLY_NOTHING}


DRILL = Drill(
    "function-crash",
    "The function dies in the middle of batches",
    run,
    expects,
    protects="the mapping's retries, and writes that may be done twice",
)
