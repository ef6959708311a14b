"""Replication is turned both ways, and back, under load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.deployment import begin_update
from tapstack.simulate.drills.drill import Drill, Measured
from tapstack.simulate.expectations import Interval, Pair
from tapstack.simulate.expectations.failover import object_age
from tapstack.simulate.expectations.interval import EXACTLY_NOTHING

if TYPE_CHECKING:
    from tapstack.simulate.drills.stage import Stage

_LONG, _PATIENCE, _KEY = 3600.0, 1800.0, "written/in-the-target.json"


def run(stage: Stage) -> Measured:
    """An object of the target reaches the source once both ways are open; none goes round, none is missing."""
    stage.producers.begin()
    stage.run(60)
    _flip(stage, "BIDIRECTIONAL")
    source, target = (stage.platform.buckets[region] for region in (stage.platform.source, stage.platform.target))
    stage.life.client("s3", stage.platform.target).put_object(Bucket=target, Key=_KEY, Body=b"{}")
    back = stage.run_until(lambda: _has(stage, source, _KEY), _PATIENCE, 5)
    _flip(stage, "FORWARD")
    stage.producers.end()
    stage.run(300)
    missing = [key for key in stage.producers.objects.written if not _has(stage, target, key)]
    twice = [
        key
        for key in (*stage.producers.objects.written, _KEY)
        for bucket in (source, target)
        if _versions(stage, bucket, key) > 1
    ]
    kept = stage.account()
    figures = {"way back": back, "objects missing": float(len(missing)), "objects twice": float(len(twice))}
    return stage.measured(kept, **figures, lost=float(len(kept.lost)))


def _flip(stage: Stage, mode: str) -> None:
    stage.note(f"ReplicationMode={mode}")
    operation = begin_update(stage.life.world, {"ReplicationMode": mode})
    stage.run_until(lambda: operation.over, _LONG, 10)
    stage.note(f"ReplicationMode={mode}: {operation.status}")


def _versions(stage: Stage, bucket: str, key: str) -> int:
    client = stage.life.client("s3", stage.life.objects.region(bucket))
    return sum(one["Key"] == key for one in client.list_object_versions(Bucket=bucket, Prefix=key).get("Versions", ()))


def _has(stage: Stage, bucket: str, key: str) -> bool:
    return _versions(stage, bucket, key) > 0


def expects(pair: Pair) -> dict[str, Interval]:
    """S3's promise for the way back, and nothing missing or twice."""
    return {
        "way back": object_age(pair),
        "objects missing": EXACTLY_NOTHING,
        "objects twice": EXACTLY_NOTHING,
        "lost": EXACTLY_NOTHING,
    }


DRILL = Drill(
    "mode-flip",
    "Replication is turned both ways, and back",
    run,
    expects,
    protects="replication rules that leave replicas alone",
    objectives={"way back": "object RPO"},
)
