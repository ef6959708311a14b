"""Compares the items that were exported with those of the analytics table, and changes none of them.

The state machine calls ``handler`` with ``{"task": "reconcile_table", "settings": {...}, "next": CURSOR}`` until the
answer is ``done``. A slice may run twice. What the backfill wrote down says which files there are and what became of
their items; the keys that differ are written down too.
"""

import base64
import concurrent.futures
import functools
import gzip
import itertools
import json
import os
import tempfile
import time
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from botocore.exceptions import ClientError

from parts.clients import busy, clients, patience
from parts.slices import deadline_of
from parts.state_table import state_tables
from parts.waiting import wait
from parts.workflow import Json, PreconditionError, ThrottledError, carry_out

BATCH = 2000  # items between two looks at the clock
HUNDRED = 100  # items that BatchGetItem takes; also differing keys that are written down
COUNTED = ("compared", "equal", "newer", "missing", "different")
Key = tuple[str, Decimal]
# Calls end well within the time that is kept in reserve; there are as many connections as threads.
client = clients(patience(connect=3, read=20, attempts=2, connections=128))
state = state_tables(patience(connect=3, read=10, attempts=4))


def recall(step: str) -> Json:
    """What the backfill has written down for ``step``."""
    key = {"MigrationId": os.environ["MIGRATION_ID"], "Step": step}
    found = state().get_item(Key=key, ConsistentRead=True).get("Item")
    if not found:
        raise PreconditionError("The backfill is not complete. Call backfill_table until it is done.")
    return dict(found)


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
    report, done = write_down(place, differing), place["file"] == backfill["FileCount"]
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
                    differing.append({"Key": "/".join(map(str, identity(item))), "Reason": verdict})
            place["item"] += len(batch)
            if time.time() >= deadline:
                return False
    return True


def items_of(key: str, first: int) -> Iterator[Json]:
    """The items of a data file from number ``first`` on, which the backfill has checked."""
    with tempfile.TemporaryFile() as local:
        client("s3", os.environ["SOURCE_REGION"]).download_fileobj(os.environ["EXPORT_BUCKET"], key, local)
        local.seek(0)
        with gzip.open(local) as lines:
            for line in itertools.islice(lines, first, None):
                yield json.loads(line)["Item"]


def verdicts(deadline: float, exported: list[Json]) -> list[str]:
    """What each of at most 100 exported items is in the analytics table of the target region."""
    stored = fetch(os.environ["TARGET_REGION"], os.environ["TABLE_NAME"], exported, deadline)
    found = [verdict(item, stored.get(identity(item))) for item in exported]
    doubtful = [item for item, one in zip(exported, found, strict=True) if one in {"missing", "different"}]
    # A change after the export is one too if it counts no Sequence: then the historical table has it.
    current = fetch(os.environ["SOURCE_REGION"], os.environ["HISTORICAL_TABLE"], doubtful, deadline)
    followed = {key for key in map(identity, doubtful) if same(current.get(key), stored.get(key))}
    return ["newer" if identity(item) in followed else one for item, one in zip(exported, found, strict=True)]


def verdict(exported: Json, stored: Json | None) -> str:
    """equal, newer, missing or different."""
    if stored is None:
        return "missing"
    if same(exported, stored):
        return "equal"
    deleted = stored.get("Deleted", {}).get("BOOL") is True
    return "newer" if deleted or sequence(stored) > sequence(exported) else "different"


def sequence(item: Json) -> Decimal:
    """How often a trade was corrected."""
    return Decimal(item.get("Sequence", {"N": "0"})["N"])


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
        found |= {identity(item): item for item in answer["Responses"].get(table, [])}
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


def identity(item: Json) -> Key:
    """The key of an item, whatever way its number is written."""
    return item["TradeId"]["S"], Decimal(item["Timestamp"]["N"])


def same(one: Json | None, other: Json | None) -> bool:
    """Whether two items are equal, whatever the order of sets and the way numbers are written."""
    if one is None or other is None:
        return one is other
    original = {"Sequence": {"N": "0"}}
    return canonical({"M": original | one}) == canonical({"M": original | other})


def canonical(value: Json) -> tuple[str, Any]:
    """A value in a form that compares; binary, as bytes or as an export has it, as text in base64."""
    ((kind, content),) = value.items()
    match kind:
        case "M":
            content = {name: canonical(found) for name, found in content.items()}
        case "L":
            content = [canonical(found) for found in content]
        case "N":
            content = Decimal(content)
        case "NS":
            content = set(map(Decimal, content))
        case "B":
            content = text(content)
        case "BS":
            content = set(map(text, content))
        case "SS":
            content = set(content)
    return kind, content


def text(binary: bytes | str) -> str:
    """Binary in base64, which it is already in an export."""
    return binary if isinstance(binary, str) else base64.b64encode(binary).decode()


def write_down(place: Json, differing: list[Json]) -> str:
    """Keep the first keys that differ, a step for each slice; a slice that runs again finds its own there."""
    report = f"TABLE#RECONCILE#{place['run']}"
    if kept := differing[: HUNDRED - place["kept"]]:
        state().update_item(
            Key={"MigrationId": os.environ["MIGRATION_ID"], "Step": f"{report}#{place['slice']:06}"},
            UpdateExpression="SET Differences = if_not_exists(Differences, :kept)",
            ExpressionAttributeValues={":kept": kept},
        )
    place["kept"] += len(kept)
    place["slice"] += 1
    return report


TASKS = {"reconcile_table": reconcile_table}


def handler(event: Json, context: Any) -> Json:
    """Carry out one slice; what the state machine sends and gets."""
    return carry_out(TASKS, event, deadline_of(context))
