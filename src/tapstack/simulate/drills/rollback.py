"""A cutover that nobody completes: the source is drained, no update comes, and the workflow puts it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.drills.drill import Drill, Measured
from tapstack.simulate.drills.history import GIVEN
from tapstack.simulate.drills.migration import LONG, SETTINGS, Migration
from tapstack.simulate.drills.stage import NEVER
from tapstack.simulate.expectations import Interval, Pair
from tapstack.simulate.expectations.cutover import outage, returns, rolled_back
from tapstack.simulate.expectations.interval import EXACTLY_NOTHING

if TYPE_CHECKING:
    from tapstack.simulate.drills.stage import Stage


def run(stage: Stage) -> Measured:
    """As far as the request for the update; then until producers write to the source again."""
    source = stage.platform.source
    stage.producers.begin()
    stage.run(300)
    migration = Migration(stage, updates=False)
    migration.request()
    stage.run_until(lambda: migration.is_over, LONG, 30)
    back = migration.phases.get("ROLLED_BACK", NEVER)
    stage.run_until(lambda: stage.producers.region == source, 600)
    turned = stage.producers.turned_at
    stage.run(60)
    stage.producers.end()
    stage.run(120)
    kept = stage.account()
    measured = stage.measured(
        kept,
        **{
            "rollback": migration.since("DRAINING", "ROLLED_BACK"),
            "returns": turned - back if stage.producers.region == source and back < NEVER else NEVER,
            "longest wait": stage.producers.longest_wait,
            "lost": float(len(kept.lost)),
        },
    )
    if migration.execution is None or migration.execution.error != "MigrationRolledBack":
        measured.faults += migration.why() or ["the workflow went on as if the update had come"]
    return measured


def expects(pair: Pair) -> dict[str, Interval]:
    """The time that the update is given, and a failover back."""
    return {
        "rollback": rolled_back(pair, SETTINGS),
        "returns": returns(pair),
        "longest wait": outage(pair),
        "lost": EXACTLY_NOTHING,
    }


DRILL = Drill(
    "cutover-rollback",
    "A cutover that nobody completes is rolled back",
    run,
    expects,
    protects="the timeout of the cutover, and the way back",
    objectives={"lost": "cutover lost"},
    given=GIVEN,
    history=True,
)
