"""The source region is lost while the migration is under way, in each of its phases."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tapstack.simulate.drills.drill import Drill, Measured
from tapstack.simulate.drills.history import GIVEN
from tapstack.simulate.drills.migration import LONG, Migration
from tapstack.simulate.drills.recovering import recovered_after, replica_age
from tapstack.simulate.expectations import Interval, Pair
from tapstack.simulate.expectations import failover as expected

if TYPE_CHECKING:
    from tapstack.simulate.drills.stage import Stage

BEFORE = ("MOVING", "VERIFYING", "AWAITING_APPROVAL")
"""Producers write to the source."""
DURING, AFTER = ("DRAINING", "CUTTING_OVER"), ("OBSERVING",)
INTO = 20.5
"""Seconds into the phase."""
_SETTLE = 120.0


def run(phase: str, stage: Stage) -> Measured:
    """The migration as far as the phase, the loss, and what becomes of the platform and the workflow."""
    source, target = stage.platform.source, stage.platform.target
    stage.producers.begin()
    stage.run(300)
    migration = Migration(stage)
    migration.request()
    stage.run_until(lambda: phase in migration.phases, LONG, 5)
    stage.run_until(lambda: stage.now >= migration.phases.get(phase, 0) + INTO, 60, 0.5)
    stage.lose(source)
    replicas = replica_age(stage, source, target)
    recovered = recovered_after(stage, target, stage.lost_at)
    stage.run_until(lambda: migration.is_over, LONG, 30)
    stage.producers.end()
    stage.run(_SETTLE)
    kept = stage.account()
    measured = stage.measured(
        kept,
        **{
            "failover RTO": recovered,
            "table RPO": replicas,
            "stream RPO": max(kept.ages.values(), default=0.0),
        },
    )
    if not migration.is_over:
        measured.faults.append("the workflow does not end after the loss of the source")
    elif migration.execution is not None:
        measured.notes.append(f"the workflow ends as {migration.execution.status} {migration.execution.error}".strip())
    return measured


def expects(phase: str, pair: Pair) -> dict[str, Interval]:
    """Before the drain a failover; during it one that has begun already; after it nothing that producers see."""
    recovery = expected.recovery(pair)
    if phase in DURING:
        recovery = Interval(0, recovery.most)
    if phase in AFTER:
        recovery = Interval(0, expected.processing(pair, pair.target).most + expected.SENDING.most)
    return {
        "failover RTO": recovery,
        "table RPO": expected.replica_age(pair),
        "stream RPO": expected.stream_age(pair),
    }


DRILLS = tuple(
    Drill(
        f"region-loss-{phase.lower().replace('_', '-')}",
        f"The source region is lost in the migration's phase {phase}",
        partial(run, phase),
        partial(expects, phase),
        protects="failover that does not depend on the workflow, and a workflow that ends",
        objectives={"failover RTO": "failover RTO", "table RPO": "table RPO"},
        given=GIVEN,
        history=True,
    )
    for phase in (*BEFORE, *DURING, *AFTER)
)
