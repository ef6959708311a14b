"""Conservation of objects: each that was written is in the other bucket too, on its way, or failed with a cause."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.drills.platform import Platform


class Objects(NamedTuple):
    """``counts`` by what became of them; ``faults`` are those of which nothing tells why they are not there."""

    counts: dict[str, int]
    faults: list[str]


def account(life: Life, platform: Platform, written: Mapping[str, str]) -> Objects:
    """Where every object is. What was written into a region that is out is not looked for."""
    keys = {region: _keys(life, platform, region) for region in platform.regions if not life.outages.is_out(region)}
    on_the_way = {task.key for waiting in life.objects.pending.values() for task in waiting}
    failed = {task.key for task, _ in life.objects.failed}
    counts = {"objects written": len(written), "objects replicated": 0, "objects failed": 0, "objects on their way": 0}
    faults = []
    for key, region in written.items():
        replicates = any(True for _ in life.objects.rules(platform.buckets[region]))
        wanted = set(keys) if replicates else {region} & set(keys)
        if all(key in keys[place] for place in wanted):
            counts["objects replicated"] += replicates and region in keys
        elif key in on_the_way:
            counts["objects on their way"] += 1
        elif key in failed:
            counts["objects failed"] += 1
        elif region in keys:
            faults.append(f"object {key} was written in {region}, is not where it should be, and nothing tells why")
    return Objects(counts, faults)


def _keys(life: Life, platform: Platform, region: str) -> set[str]:
    pages = life.client("s3", region).get_paginator("list_objects_v2").paginate(Bucket=platform.buckets[region])
    return {one["Key"] for page in pages for one in page.get("Contents", ())}
