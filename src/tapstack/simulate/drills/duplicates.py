"""Batches come twice, corrections come before what they correct."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.drills.drill import Drill, Measured
from tapstack.simulate.drills.ledger import stored
from tapstack.simulate.drills.watching import all_stored
from tapstack.simulate.expectations import Interval, Pair
from tapstack.simulate.expectations.interval import EXACTLY_NOTHING

if TYPE_CHECKING:
    from tapstack.simulate.drills.producers import Trade
    from tapstack.simulate.drills.stage import Stage

REPEATED, CORRECTED = 8, 6
APART = 3.0
"""Seconds between two versions: they come in batches of their own, so that the table alone knows of the newer one."""


def run(stage: Stage) -> Measured:
    """Repeated batches; of some trades three versions in the wrong order, and each of them twice."""
    source, target = stage.platform.source, stage.platform.target
    stage.life.mappings.repeat = REPEATED
    stage.producers.begin()
    stage.run(60)
    newest = [_versions(stage) for _ in range(CORRECTED)]
    stage.run(60)
    stage.producers.end()
    stage.run_until(lambda: all_stored(stage, source, target), 300)
    stage.run(30)
    kept = stage.account()
    wrong = 0
    for region in (source, target):
        items = stored(stage.life, region, stage.platform.table)
        wrong += sum(items[trade.id]["Price"]["N"] != str(price) for trade, price in newest if trade.id in items)
        wrong += len(items) - len(kept_ids(stage))
    figures = {"wrong": float(wrong), "given up": float(len(kept.dead)), "lost": float(len(kept.lost))}
    return stage.measured(kept, **figures)


def kept_ids(stage: Stage) -> set[str]:
    """The trades that were taken."""
    return {name for name, trade in stage.producers.trades.items() if trade.regions}


def _versions(stage: Stage) -> tuple[Trade, int]:
    """A trade whose newest version is sent first, and every version twice; the price that counts."""
    (trade,) = stage.producers.write(1, sequence=0)
    client, stream = stage.life.client("kinesis", stage.platform.source), stage.platform.streams[stage.platform.source]
    base = int(trade.document["price"])
    for sequence in (2, 1, 2, 1):
        stage.producers.put_beside(client, stream, {**trade.document, "price": base + sequence, "sequence": sequence})
        stage.run(APART)
    return trade, base + 2


def expects(_: Pair) -> dict[str, Interval]:
    """Nothing is wrong, whatever comes how often."""
    return {"wrong": EXACTLY_NOTHING, "given up": EXACTLY_NOTHING, "lost": EXACTLY_NOTHING}


DRILL = Drill(
    "duplicates",
    "Records come twice and in the wrong order",
    run,
    expects,
    protects="writes on the condition that nothing newer is there",
)
