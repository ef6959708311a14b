"""The number of a stream's shards."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.resources import RefusedError


def reshard(client: Any, name: str, shards: int) -> None:
    """UpdateShardCount, where the number differs. A step to more than double, or to less than half, is refused.

    Source: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html (default limits). moto
    takes every step.
    """
    open_ones = client.describe_stream_summary(StreamName=name)["StreamDescriptionSummary"]["OpenShardCount"]
    if shards == open_ones:
        return
    if shards > open_ones * 2:
        raise _refused("up over double", open_ones, shards)
    if shards * 2 < open_ones:
        raise _refused("down below half", open_ones, shards)
    client.update_shard_count(StreamName=name, TargetShardCount=shards, ScalingType="UNIFORM_SCALING")


def _refused(step: str, open_ones: int, shards: int) -> RefusedError:
    counts = f"Current open shard count: {open_ones} Target shard count: {shards}"
    message = f"UpdateShardCount cannot scale {step} your current open shard count. {counts}"
    return RefusedError("LimitExceededException", message, service="Kinesis")
