"""The source region is retired: producers write to the target, and the source's stack is deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from tapstack.simulate.deployment import begin_update, delete
from tapstack.simulate.drills.drill import Drill, Measured
from tapstack.simulate.expectations import Interval, Pair
from tapstack.simulate.expectations.cutover import outage
from tapstack.simulate.expectations.interval import EXACTLY_NOTHING

if TYPE_CHECKING:
    from tapstack.simulate.drills.stage import Stage

_LONG = 7200.0


def run(stage: Stage) -> Measured:
    """Make the target active, wait until nobody writes to the source, delete its stack, and go on."""
    source, target = stage.platform.source, stage.platform.target
    stage.producers.begin()
    stage.run(60)
    active = begin_update(stage.life.world, {"ActiveRegion": target})
    stage.run_until(lambda: active.over and stage.producers.region == target, _LONG, 10)
    stage.run(180)
    stage.note(f"the stack in {source} is deleted")
    operation = delete(stage.life.world, [source])
    stage.run(300)
    stage.producers.end()
    stage.run(120)
    kept, gone = stage.account(), _gone(stage, source)
    measured = stage.measured(
        kept,
        **{
            "longest wait": stage.producers.longest_wait,
            "data gone": float(len(gone)),
            "lost": float(len(kept.lost)),
        },
    )
    measured.faults += [f"{name} is gone with the stack" for name in gone]
    if operation.status != "SUCCEEDED":
        why = "; ".join(result.reason for result in operation.results.values() if result.reason)
        measured.faults.append(f"the deletion is {operation.status}: {why}")
    if not stage.life.names.ask(stage.platform.zone_name).values:
        measured.notes.append(
            f"{stage.platform.zone_name} is gone with the source's stack: producers keep what they knew"
        )
    return measured


def _gone(stage: Stage, region: str) -> list[str]:
    """What held data in the source and is not there any more."""
    platform = stage.platform
    looks = (
        ("dynamodb", "describe_table", {"TableName": platform.table}),
        ("s3", "head_bucket", {"Bucket": platform.buckets[region]}),
        ("kinesis", "describe_stream_summary", {"StreamName": platform.streams[region]}),
        ("sqs", "get_queue_url", {"QueueName": platform.queues[region]}),
    )
    found = []
    for service, method, given in looks:
        try:
            getattr(stage.life.client(service, region), method)(**given)
        except ClientError:
            found.append(" ".join(map(str, given.values())))
    return found


def expects(pair: Pair) -> dict[str, Interval]:
    """No data goes, and nobody waits."""
    return {"longest wait": outage(pair), "data gone": EXACTLY_NOTHING, "lost": EXACTLY_NOTHING}


DRILL = Drill(
    "retire-source",
    "The source region is retired",
    run,
    expects,
    protects="deletion policies of everything that holds data",
)
