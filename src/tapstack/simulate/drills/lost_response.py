"""A custom resource's answer gets lost in an update of both stacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.deployment import begin_update, update
from tapstack.simulate.drills.drill import Drill, Measured
from tapstack.simulate.drills.stage import NEVER
from tapstack.simulate.expectations import Interval, Pair
from tapstack.simulate.expectations.interval import EXACTLY_NOTHING
from tapstack.simulate.expectations.updates import gives_up

if TYPE_CHECKING:
    from tapstack.simulate.drills.stage import Stage

RESOURCE = "MigrationRecord"
_CHANGE = {"ContractRevision": "2"}
_LONG = 7200.0


def run(stage: Stage) -> Measured:
    """The update fails when the resource's time is up, is rolled back, and goes through when it is tried again."""
    world = stage.life.world
    stage.producers.begin()
    stage.run(60)
    stage.life.cloud.faults.lost_answers[RESOURCE, "Update"] = 1
    began = stage.now
    stage.note(f"an update, in which the answer of {RESOURCE} gets lost")
    operation = begin_update(world, _CHANGE)
    stage.run_until(lambda: operation.over, _LONG, 10)
    failed = stage.now - began if operation.status == "FAILED" else NEVER
    live = world.stack(stage.platform.target)
    status = str(live.status) if live else "gone"
    again = update(world, _CHANGE)
    stage.note(f"the update again: {again.status}")
    stage.producers.end()
    stage.run(120)
    kept = stage.account()
    measured = stage.measured(kept, **{"gives up": failed, "lost": float(len(kept.lost))})
    if status != "UPDATE_ROLLBACK_COMPLETE":
        measured.faults.append(f"after the failed update the stack in {stage.platform.target} is {status}")
    if again.status != "SUCCEEDED":
        measured.faults.append(f"the update that is tried again is {again.status}")
    return measured


def expects(pair: Pair) -> dict[str, Interval]:
    """The resource's ServiceTimeout, and a rollback."""
    return {"gives up": gives_up(pair, RESOURCE), "lost": EXACTLY_NOTHING}


DRILL = Drill(
    "lost-response",
    "The answer of a custom resource gets lost",
    run,
    expects,
    protects="the ServiceTimeout of custom resources, and requests that may come twice",
)
