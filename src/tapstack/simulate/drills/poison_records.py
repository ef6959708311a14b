"""Records that are no trades."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tapstack.simulate.drills.drill import Drill, Measured
from tapstack.simulate.drills.stage import NEVER
from tapstack.simulate.drills.watching import alarmed_after
from tapstack.simulate.expectations import Interval, Pair
from tapstack.simulate.expectations.alarms import rings
from tapstack.simulate.expectations.failover import processing
from tapstack.simulate.expectations.interval import EXACTLY_NOTHING

if TYPE_CHECKING:
    from tapstack.simulate.drills.stage import Stage

POISON: tuple[dict[str, Any], ...] = (
    {"price": -1},
    {"quantity": "many"},
    {"symbol": ""},
    {"timestamp": 4_102_444_800_000},
    {"sequence": -3},
    {"price": None},
)
_FOR, _LONG = 60.0, 600.0
_METRIC = "ApproximateNumberOfMessagesVisible"


def run(stage: Stage) -> Measured:
    """Poison among trades of the same batches; each is a dead letter with its reason, and holds nothing up."""
    source = stage.platform.source
    stage.producers.begin()
    stage.run(60)
    began = stage.now
    for changed in POISON:
        stage.producers.write(1, **changed)
    stage.note(f"{len(POISON)} records that are no trades")
    stage.run(_FOR)
    stage.producers.end()
    stage.run(_FOR)
    stage.run_until(lambda: alarmed_after(stage, source, _METRIC, began) < NEVER, _LONG, 10)
    kept, stored = stage.account(), stage.stored_at(source)
    good = [trade for trade in stage.producers.trades.values() if trade.id not in kept.dead and trade.taken >= began]
    delay = max((stored[trade.id] - trade.taken for trade in good if trade.id in stored), default=float("inf"))
    return stage.measured(
        kept,
        **{
            "dead letters": float(len(kept.dead)),
            "delay of others": delay,
            "alarm": alarmed_after(stage, source, _METRIC, began),
            "lost": float(len(kept.lost)),
        },
    )


def expects(pair: Pair) -> dict[str, Interval]:
    """A dead letter for each, an alarm, and no delay for the trades beside them."""
    alarm = pair.alarm(pair.source, "AWS/SQS", _METRIC)
    return {
        "dead letters": Interval(len(POISON), len(POISON)),
        "delay of others": Interval(0, processing(pair, pair.source).most),
        "alarm": rings(alarm).plus(0, processing(pair, pair.source).most + 10),
        "lost": EXACTLY_NOTHING,
    }


DRILL = Drill(
    "poison-records",
    "Records that are no trades come among others",
    run,
    expects,
    protects="the dead-letter queue and its alarm",
)
