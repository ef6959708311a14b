"""A region is lost under steady load, and does not come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.drills.drill import Drill, Measured
from tapstack.simulate.drills.recovering import object_age, recovered_after, replica_age
from tapstack.simulate.expectations import Interval, Pair
from tapstack.simulate.expectations import failover as expected

if TYPE_CHECKING:
    from tapstack.simulate.drills.stage import Stage

_AFTER_A_WRITE = (0.5, 1.6, 5.0)
"""Seconds after trades were sent at which the region is lost: in the stream, just written, and in between."""
_SETTLE = 60.0
RESEND = 15.0
"""Seconds for which producers send again what was taken last, when another region becomes active."""
BEHIND = 90.0


def run(stage: Stage) -> Measured:
    """Load, the loss, and the first trade made after it that the other region stores."""
    stage.producers.begin()
    stage.run(120 + 20 * stage.trial + _AFTER_A_WRITE[stage.trial % 3])
    return lose_and_measure(stage)


def run_mirrored(stage: Stage) -> Measured:
    """The same while the function is behind by minutes: what waits in the stream is in the other region's as well."""
    stage.producers.resend = RESEND
    stage.producers.begin()
    stage.run(60)
    place = (stage.platform.source, stage.platform.table)
    stage.note("the table is throttled, and records wait in the stream")
    stage.life.throttling.tables.add(place)
    stage.run(BEHIND + _AFTER_A_WRITE[stage.trial % 3])
    measured = lose_and_measure(stage)
    measured.counts["sent again"] = len(stage.producers.resent)
    measured.figures["lost"] = float(measured.counts["lost"])
    del measured.figures["stream RPO"]
    return measured


def lose_and_measure(stage: Stage) -> Measured:
    """Lose the source region now."""
    source, target = stage.platform.source, stage.platform.target
    stage.lose(source)
    replicas, objects = replica_age(stage, source, target), object_age(stage, source)
    recovered = recovered_after(stage, target, stage.lost_at)
    stage.run(_SETTLE)
    stage.producers.end()
    stage.run(_SETTLE)
    kept = stage.account()
    return stage.measured(
        kept,
        **{
            "failover RTO": recovered,
            "table RPO": replicas,
            "object RPO": objects,
            "stream RPO": max(kept.ages.values(), default=0.0),
        },
    )


def expects(pair: Pair) -> dict[str, Interval]:
    """From the alarm's periods, the record's TTL, the batch's window, the replicas' lag and S3's promise."""
    return {
        "failover RTO": expected.recovery(pair),
        "table RPO": expected.replica_age(pair),
        "object RPO": expected.object_age(pair),
        "stream RPO": expected.stream_age(pair),
    }


def expects_mirrored(pair: Pair) -> dict[str, Interval]:
    """The same, and nothing lost: a mirror must be there, and as quick as producers look back."""
    delay = expected.mirrored(pair)
    if delay.most > RESEND:
        raise LookupError(f"the mirror may be {delay.most:g} s behind, and producers look back {RESEND:g} s")
    found = expects(pair) | {"lost": Interval(0, 0)}
    del found["stream RPO"]
    return found


_OBJECTIVES = {"failover RTO": "failover RTO", "table RPO": "table RPO", "object RPO": "object RPO"}
DRILL = Drill(
    "region-loss",
    "The source region is lost under steady load",
    run,
    expects,
    protects="failover records with health checks, a probe that says nothing when its region is gone, the replica",
    objectives=_OBJECTIVES,
    trials=3,
)
MIRRORED = Drill(
    "region-loss-mirrored",
    "The source region is lost while records wait, and the stream is mirrored",
    run_mirrored,
    expects_mirrored,
    protects="the mirror of the stream",
    objectives={**_OBJECTIVES, "lost": "lost with mirror"},
    given={"MirrorEnabled": "true"},
    trials=3,
)
