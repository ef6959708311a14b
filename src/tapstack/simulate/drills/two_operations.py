"""Two operations at once: on the stacks, and two migrations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.deployment import begin_update
from tapstack.simulate.drills.drill import Drill, Measured
from tapstack.simulate.drills.history import GIVEN
from tapstack.simulate.drills.migration import LONG, Migration
from tapstack.simulate.expectations import Interval, Pair
from tapstack.simulate.expectations.interval import EXACTLY_NOTHING

if TYPE_CHECKING:
    from tapstack.simulate.drills.stage import Stage


def run(stage: Stage) -> Measured:
    """Two updates, of which the second waits; two requests for a migration, of which the second is refused."""
    stage.producers.begin()
    stage.run(300)
    world = stage.life.world
    first = begin_update(world, {"ContractRevision": "2"})
    second = begin_update(world, {"ContractRevision": "3"})
    stage.run_until(lambda: first.over and second.over, LONG, 10)
    migration = Migration(stage)
    migration.request()
    stage.run(30)
    migration.request()
    stage.run_until(lambda: migration.is_over, LONG, 30)
    stage.producers.end()
    stage.run(120)
    kept = stage.account()
    refused = [one for one in migration.executions if one.error == "MigrationRefused"]
    measured = stage.measured(
        kept,
        **{
            "failed updates": float((first.status, second.status).count("FAILED")),
            "refused": float(len(refused)),
            "lost": float(len(kept.lost)),
        },
    )
    measured.faults += migration.why()
    return measured


def expects(_: Pair) -> dict[str, Interval]:
    """Both updates go through, one after the other; one migration goes on, and one is refused."""
    return {"failed updates": EXACTLY_NOTHING, "refused": Interval(1, 1), "lost": EXACTLY_NOTHING}


DRILL = Drill(
    "two-operations",
    "Two updates at once, and two migrations",
    run,
    expects,
    protects="managed execution of the StackSet, and the migration's lock",
    given=GIVEN,
    history=True,
)
