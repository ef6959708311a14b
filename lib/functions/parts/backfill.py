"""What was exported is written into the analytics table, where nothing is yet.

It writes in the source region, where live writes and tombstones are, so that its condition sees them.
"""

import concurrent.futures
import itertools
import json
import os
import time

from botocore.exceptions import ClientError

from parts.clients import busy, code
from parts.exported_items import IntegrityError, items_of
from parts.items import in_bytes, unfit
from parts.recalling import recalled
from parts.table_clients import BATCH, in_source
from parts.table_export import export_record
from parts.waiting import wait
from parts.workflow import Json, PreconditionError
from parts.written_once import once, state

FATES = ("written", "existing", "refused")


def backfill_table(event: Json) -> Json:
    """Write every exported item that is not there yet; where it stopped is the cursor."""
    files, items = manifest()
    none = dict.fromkeys(FATES, 0)
    place = event.get("next") or {"file": 0, "item": 0, "now": none, "counts": {"files": 0, **none}}
    while place["file"] < len(files) and time.time() < event["deadline"]:
        written = recalled(state(), f"TABLE#FILE#{place['file']:06}")
        record = written or backfill_file(event, files[place["file"]], place)
        if record:
            counts = {name: place["counts"][name] + int(record[name]) for name in FATES}
            place.update(file=place["file"] + 1, item=0, now=none, counts={"files": place["file"] + 1, **counts})
    done = place["file"] == len(files)
    if done:
        once("TABLE#BACKFILL", FileCount=len(files), ItemCount=items)
    return {"done": done, "next": "" if done else place, "counts": place["counts"]}


def manifest() -> tuple[list[Json], int]:
    """The data files of the export (``itemCount``, ``md5Checksum``, ``dataFileS3Key``), and the number of all items."""
    key = export_record()[1].get("Manifest")
    if not key:
        raise PreconditionError("The export is not complete. Call check_export until its status is COMPLETE.")
    summary = json.loads(read(key))
    files = [json.loads(line) for line in read(summary["manifestFilesS3Key"]).splitlines()]
    return files, summary["itemCount"]


def read(key: str) -> bytes:
    """A small object of the export."""
    return bytes(in_source("s3").get_object(Bucket=os.environ["EXPORT_BUCKET"], Key=key)["Body"].read())


def backfill_file(event: Json, file: Json, place: Json) -> Json:
    """Write a file's items from the cursor on. Gives what is written down of it; nothing if time ran out."""
    tally = place["now"] = dict(place["now"])
    numbered = enumerate(items_of(file["dataFileS3Key"], place["item"], file["md5Checksum"]), place["item"])
    items = ((f"{place['file']:06}-{number:09}", item, event["deadline"]) for number, item in numbered)
    with concurrent.futures.ThreadPoolExecutor(event.get("settings", {}).get("workers", 64)) as pool:
        while batch := list(itertools.islice(items, BATCH)):
            for fate in pool.map(put, *zip(*batch, strict=True)):
                tally[fate] += 1
            place["item"] += len(batch)
            if time.time() >= event["deadline"]:
                return {}
    if place["item"] != file["itemCount"]:
        raise IntegrityError(
            f"{file['dataFileS3Key']} has {place['item']} items, its manifest says {file['itemCount']}."
        )
    return once(f"TABLE#FILE#{place['file']:06}", File=file["dataFileS3Key"], **tally)


def put(name: str, item: Json, deadline: float) -> str:
    """Write an item unless something has its key, a live write or a tombstone. Gives what became of it."""
    if strange := unfit(item):
        return refuse(name, item, strange)
    written = {"TableName": os.environ["TABLE_NAME"], "Item": in_bytes({"M": item})["M"]}
    for number in itertools.count():
        try:
            in_source("dynamodb").put_item(**written, ConditionExpression="attribute_not_exists(TradeId)")
        except ClientError as error:
            if code(error) == "ConditionalCheckFailedException":
                return "existing"
            if code(error) == "ValidationException":
                return refuse(name, item, str(error))
            if not busy(error) or time.time() >= deadline:
                raise
        else:
            break
        wait(number, 0.1, 5)
    return "written"


def refuse(name: str, item: Json, reason: str) -> str:
    """Keep an item that cannot be written, as it was exported, with its reason beside the export."""
    key = f"refused/{os.environ['MIGRATION_ID']}/{name}.json"
    body = json.dumps({"Reason": reason, "Item": item}).encode()
    in_source("s3").put_object(Bucket=os.environ["EXPORT_BUCKET"], Key=key, Body=body)
    return "refused"
