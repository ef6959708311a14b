"""Compares the objects of the source buckets with those of the target, and changes none of them.

The state machine calls ``handler`` with ``{"task": "reconcile_objects", "settings": {...}, "next": CURSOR}`` until
the answer is ``done``. A slice may run twice. The keys that differ are written down in the state table.
"""

import concurrent.futures
import functools
import heapq
import itertools
import operator
import os
import time
from collections.abc import Iterator
from typing import Any

from parts.differences import write_down
from parts.object_clients import WORKERS, client
from parts.object_verdicts import by_listing, look
from parts.slices import deadline_of
from parts.workflow import Json, carry_out

BATCH = 1000  # keys judged between two looks at the clock
BAD = ("missing", "sizeDiffers", "checksumDiffers", "replicationFailed", "collisions")
COUNTED = (
    *BAD, "listed", "equal", "bytes", "extra", "recent", "changed",
    "replicationPending", "checksumEqual", "checksumWithout",
)  # fmt: skip


def reconcile_objects(event: Json, deadline: float) -> Json:
    """Compare the current versions, from the key ``after`` of the cursor on; ``counts`` are of all slices."""
    settings, now = event.get("settings", {}), int(time.time())
    fresh = {"run": now, "cutoff": now - settings.get("graceSeconds", 900), "slice": 0, "after": "", "kept": 0}
    place = event.get("next") or {**fresh, "counts": dict.fromkeys(COUNTED, 0)}
    differing, done, stopped = compare(place, settings, deadline)
    report = write_down(f"OBJECTS#RECONCILE#{place['run']}", place, differing)
    counts = place["counts"]
    counts["compared"] = sum(counts[name] for name in ("equal", "missing", "sizeDiffers"))
    answer = {"done": done, "next": "" if done else place, "counts": counts, "report": report}
    return {**answer, "ok": not wrong(counts), "stopped": stopped} if done else answer


def compare(place: Json, settings: Json, deadline: float) -> tuple[list[Json], bool, bool]:
    """What differs, whether everything was compared or enough differs, and whether it is the latter."""
    found, differing = merged(place["after"]), []
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        while batch := list(itertools.islice(found, BATCH)):
            differing += judge(batch, place, settings.get("checksumEvery", 1000), pool)
            place["after"] = batch[-1][0]
            if wrong(place["counts"]) > settings.get("differenceLimit", 10_000):
                return differing, True, True
            if time.time() >= deadline:
                return differing, False, False
    return differing, True, False


def wrong(counts: dict[str, int]) -> int:
    """How many differences there are of the kinds that speak against a cutover."""
    return sum(counts[name] for name in BAD)


def merged(after: str) -> Iterator[tuple[str, dict[str, Json]]]:
    """Each key once, in S3's order (UTF-8, which is Python's), with its entry in every bucket that has it."""
    sources = [os.environ["SOURCE_BUCKET"], os.environ["HISTORICAL_BUCKET"]]
    places = [(bucket, os.environ["SOURCE_REGION"]) for bucket in sources if bucket]
    places.append((os.environ["TARGET_BUCKET"], os.environ["TARGET_REGION"]))
    everything = heapq.merge(*(listing(*place, after) for place in places), key=operator.itemgetter(0))
    for key, group in itertools.groupby(everything, key=operator.itemgetter(0)):
        yield key, {bucket: entry for _, bucket, entry in group}


def listing(bucket: str, region: str, after: str) -> Iterator[tuple[str, str, Json]]:
    """The current versions of a bucket behind a key."""
    request = {"Bucket": bucket, **({"StartAfter": after} if after else {})}
    for page in client("s3", region).get_paginator("list_objects_v2").paginate(**request):
        for entry in page.get("Contents", []):
            yield entry["Key"], bucket, entry


def judge(
    batch: list[tuple[str, dict[str, Json]]], place: Json, every: int, pool: concurrent.futures.Executor
) -> list[Json]:
    """Count a batch of keys; those in doubt and every nth are looked at. Gives what differs."""
    counts, looked, differing = place["counts"], [], []
    for key, entries in batch:
        replica = entries.pop(os.environ["TARGET_BUCKET"], None)
        counts["listed"] += bool(entries)
        bucket, entry = next(iter(entries.items()), ("", {}))
        verdict = by_listing(list(entries.values()), replica, place["cutoff"])
        if verdict == "doubtful" or (verdict == "equal" and every and counts["listed"] % every == 0):
            looked.append((bucket, key))
            continue
        counts[verdict] += 1
        counts["bytes"] += entry["Size"] if verdict == "equal" else 0
        if verdict in BAD:
            differing.append({"Key": key, "Bucket": bucket, "Reason": verdict})
    seen = pool.map(functools.partial(look, place["cutoff"]), *zip(*looked, strict=True)) if looked else []
    for (bucket, key), (verdicts, size) in zip(looked, seen, strict=True):
        counts["bytes"] += size
        for verdict in verdicts:
            counts[verdict] += 1
        differing += [{"Key": key, "Bucket": bucket, "Reason": verdict} for verdict in verdicts if verdict in BAD]
    return differing


TASKS = {"reconcile_objects": reconcile_objects}


def handler(event: Json, context: Any) -> Json:
    """Carry out one slice; what the state machine sends and gets."""
    return carry_out(TASKS, event, deadline_of(context))
