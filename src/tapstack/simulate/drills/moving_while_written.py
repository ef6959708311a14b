"""What was there before is moved while it changes: items are written, corrected and removed, objects too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tapstack.simulate.drills.drill import Drill, Measured
from tapstack.simulate.drills.history import BUCKET, GIVEN, ITEMS, TABLE, compared, item
from tapstack.simulate.drills.migration import LONG, Migration
from tapstack.simulate.expectations import Interval, Pair
from tapstack.simulate.expectations.interval import EXACTLY_NOTHING

if TYPE_CHECKING:
    from tapstack.simulate.drills.stage import Stage

PAUSE, LATEST = 20.0, "CUTTING_OVER"
"""Seconds between two changes, and the phase from which on the live platform is quiet."""


def run(stage: Stage) -> Measured:
    """A migration beside a platform that goes on until the cutover."""
    stage.producers.begin()
    stage.run(300)
    migration, changes = Migration(stage), [0]
    stage.life.begin(_change(stage, migration, changes))
    migration.request()
    stage.run_until(lambda: migration.is_over, LONG, 30)
    stage.producers.end()
    stage.run(120)
    kept, history = stage.account(), compared(stage.life, stage.platform)
    measured = stage.measured(kept, **{"history missing": float(history.missing), "lost": float(len(kept.lost))})
    measured.counts |= {**history.counts, "changes meanwhile": changes[0]}
    measured.faults += [*migration.why(), *history.faults]
    return measured


def _change(stage: Stage, migration: Migration, changes: list[int]) -> Any:
    """New items, newer ones, removed ones; new objects and new versions of old ones."""
    dynamodb = stage.life.client("dynamodb", stage.platform.source)
    s3 = stage.life.client("s3", stage.platform.source)
    number = 0
    while LATEST not in migration.phases:
        yield stage.life.clock.pause(PAUSE)
        number += 1
        changes[0] += 4
        dynamodb.put_item(TableName=TABLE, Item=item(ITEMS + number))
        dynamodb.put_item(
            TableName=TABLE, Item={**item(number % ITEMS, price=100 + number), "Sequence": {"N": str(number)}}
        )
        gone = item((number * 7 + 3) % ITEMS)
        dynamodb.delete_item(TableName=TABLE, Key={name: gone[name] for name in ("TradeId", "Timestamp")})
        s3.put_object(Bucket=BUCKET, Key=f"2026/{number:04}.csv", Body=b"new", Metadata={"origin": "live"})


def expects(_: Pair) -> dict[str, Interval]:
    """Everything arrives as it was at the end."""
    return {"history missing": EXACTLY_NOTHING, "lost": EXACTLY_NOTHING}


DRILL = Drill(
    "moving-while-written",
    "What was there before is moved while it changes",
    run,
    expects,
    protects="the catch-up from the table's stream, the backfill's condition, and replication beside the batch",
    given=GIVEN,
    history=True,
)
