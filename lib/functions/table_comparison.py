"""Compares the items that were exported with those of the analytics table, and changes none of them.

The state machine calls ``handler`` with ``{"task": "reconcile_table", "settings": {...}, "next": CURSOR}`` until the
answer is ``done``. A slice may run twice. What the backfill wrote down says which files there are and what became of
their items; the keys that differ are written down too.
"""

import concurrent.futures
import functools
import itertools
import os
import time
from typing import Any

from botocore.exceptions import ClientError

from parts.clients import busy
from parts.differences import write_down
from parts.exported_items import items_of
from parts.items import Key, key_of, same, sequence_of
from parts.recalling import recalled
from parts.slices import deadline_of
from parts.table_clients import BATCH, client
from parts.waiting import wait
from parts.workflow import Json, PreconditionError, ThrottledError, carry_out
from parts.written_once import state

HUNDRED = 100  # items that BatchGetItem takes
COUNTED = ("compared", "equal", "newer", "missing", "different")


def recall(step: str) -> Json:
    """What the backfill has written down for ``step``."""
    found = recalled(state(), step)
    if not found:
        raise PreconditionError("The backfill is not complete. Call backfill_table until it is done.")
    return found


def reconcile_table(event: Json, deadline: float) -> Json:
    """Read every exported item back and compare it; the numbers of the backfill must be the manifest's too."""
    backfill = recall("TABLE#BACKFILL")
    fresh = {"run": int(time.time()), "slice": 0, "file": 0, "item": 0, "kept": 0, "backfilled": 0, "refused": 0}
    place = event.get("next") or {**fresh, "counts": dict.fromkeys(COUNTED, 0)}
    differing: list[Json] = []
    while place["file"] < backfill["FileCount"] and time.time() < deadline:
        record = recall(f"TABLE#FILE#{place['file']:06}")
        if compare_file(event, record["File"], place, differing, deadline):
            place["backfilled"] += int(record["written"] + record["existing"])
            place["refused"] += int(record["refused"])
            place.update(file=place["file"] + 1, item=0)
    report = write_down(f"TABLE#RECONCILE#{place['run']}", place, differing)
    done = place["file"] == backfill["FileCount"]
    answer = {"done": done, "next": "" if done else place, "counts": place["counts"], "report": report}
    return {**answer, **totals(place, int(backfill["ItemCount"]))} if done else answer


def totals(place: Json, items: int) -> Json:
    """Whether manifest, backfill and comparison agree."""
    counts = place["counts"]
    ok = items == place["backfilled"] == counts["compared"] and not counts["missing"] and not counts["different"]
    return {"ok": ok, "manifestItems": items, "backfilled": place["backfilled"], "refused": place["refused"]}


def compare_file(event: Json, key: str, place: Json, differing: list[Json], deadline: float) -> bool:
    """Compare a file's items from the cursor on; whether it got to the end in time."""
    exported = items_of(key, place["item"])
    judge = functools.partial(verdicts, deadline)
    with concurrent.futures.ThreadPoolExecutor(event.get("settings", {}).get("workers", 64)) as pool:
        while batch := list(itertools.islice(exported, BATCH)):
            hundreds = [batch[first : first + HUNDRED] for first in range(0, len(batch), HUNDRED)]
            for item, verdict in zip(batch, itertools.chain.from_iterable(pool.map(judge, hundreds)), strict=True):
                place["counts"]["compared"] += 1
                place["counts"][verdict] += 1
                if verdict in {"missing", "different"}:
                    differing.append({"Key": "/".join(map(str, key_of(item))), "Reason": verdict})
            place["item"] += len(batch)
            if time.time() >= deadline:
                return False
    return True


def verdicts(deadline: float, exported: list[Json]) -> list[str]:
    """What each of at most 100 exported items is in the analytics table of the target region."""
    stored = fetch(os.environ["TARGET_REGION"], os.environ["TABLE_NAME"], exported, deadline)
    found = [verdict(item, stored.get(key_of(item))) for item in exported]
    doubtful = [item for item, one in zip(exported, found, strict=True) if one in {"missing", "different"}]
    # A change after the export is one too if it counts no Sequence: then the historical table has it.
    current = fetch(os.environ["SOURCE_REGION"], os.environ["HISTORICAL_TABLE"], doubtful, deadline)
    followed = {key for key in map(key_of, doubtful) if same(current.get(key), stored.get(key))}
    return ["newer" if key_of(item) in followed else one for item, one in zip(exported, found, strict=True)]


def verdict(exported: Json, stored: Json | None) -> str:
    """equal, newer, missing or different."""
    if stored is None:
        return "missing"
    if same(exported, stored):
        return "equal"
    deleted = stored.get("Deleted", {}).get("BOOL") is True
    return "newer" if deleted or sequence_of(stored) > sequence_of(exported) else "different"


def fetch(region: str, table: str, items: list[Json], deadline: float) -> dict[Key, Json]:
    """What a table has under the keys of at most 100 items; ThrottledError if time runs out."""
    keys = [{name: item[name] for name in ("TradeId", "Timestamp")} for item in items]
    asked: Json = {table: {"Keys": keys, "ConsistentRead": True}} if keys else {}
    found: dict[Key, Json] = {}
    for number in itertools.count():
        if not asked:
            break
        if number and time.time() >= deadline:
            raise ThrottledError(f"{table} in {region} has not given all items that it was asked for.")
        answer = get(region, asked)
        found |= {key_of(item): item for item in answer["Responses"].get(table, [])}
        asked = answer["UnprocessedKeys"]
        if asked:
            wait(number, 0.1, 5)
    return found


def get(region: str, asked: Json) -> Json:
    """The answer of BatchGetItem; all keys are unprocessed where the table is busy."""
    try:
        answer: Json = client("dynamodb", region).batch_get_item(RequestItems=asked)
    except ClientError as error:
        if not busy(error):
            raise
        return {"Responses": {}, "UnprocessedKeys": asked}
    return {"UnprocessedKeys": {}, **answer}


TASKS = {"reconcile_table": reconcile_table}


def handler(event: Json, context: Any) -> Json:
    """Carry out one slice; what the state machine sends and gets."""
    return carry_out(TASKS, event, deadline_of(context))
