"""Tasks of the migration that move the items which were there before: export, backfill, catch-up.

The state machine calls ``handler`` with ``{"task": NAME, "settings": {...}}``, the backfill also with ``next``. Every
task may run twice, and after a crash half way. The backfill writes in the source region, where live writes and
tombstones are, so that its condition sees them. Export: "DynamoDB table export output format", Developer Guide.
"""

import concurrent.futures
import datetime as dt
import hashlib
import itertools
import json
import os
import time
from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError

from parts.clients import busy, code
from parts.exported_items import IntegrityError, items_of
from parts.items import in_bytes, unfit
from parts.recalling import recalled
from parts.slices import deadline_of
from parts.table_clients import BATCH, in_source
from parts.waiting import wait
from parts.workflow import Json, PreconditionError, carry_out
from parts.written_once import once, state

KEY = {("TradeId", "HASH", "S"), ("Timestamp", "RANGE", "N")}
FATES = ("written", "existing", "refused")
STREAM_KEEPS = 20 * 3600  # seconds; 24 hours less some for a new mapping to catch up


# Catch-up: what changes in the historical table from now on


def prepare_table(event: Json) -> Json:
    """Let the catch-up function read the historical table's stream; done when it does."""
    if not os.environ["HISTORICAL_TABLE"]:
        return {"done": True, "historical": False, "mapping": "", "state": ""}
    table = historical_table()
    require_usable(table)
    mapping = find_mapping() or create_mapping(event, table["LatestStreamArn"])
    enabled = mapping["State"] == "Enabled"
    if enabled:
        once("TABLE#MAPPING", forget="AbandonedAt", EnabledAt=int(time.time()))
    return {"done": enabled, "historical": True, "mapping": mapping["UUID"], "state": mapping["State"]}


def historical_table() -> Json:
    """What DynamoDB says about the historical table."""
    return dict(in_source("dynamodb").describe_table(TableName=os.environ["HISTORICAL_TABLE"])["Table"])


def require_usable(table: Json) -> None:
    """The table must have the key of trades and a stream of whole items, which was followed if it ever was."""
    types = {found["AttributeName"]: found["AttributeType"] for found in table["AttributeDefinitions"]}
    names = [(found["AttributeName"], found["KeyType"]) for found in table["KeySchema"]]
    if {(name, kind, types[name]) for name, kind in names} != KEY:
        raise PreconditionError(f"{table['TableName']} has another key than {KEY}. Copy it into a table with that key.")
    view = table.get("StreamSpecification", {}).get("StreamViewType")
    if view != "NEW_AND_OLD_IMAGES":
        raise PreconditionError(f"The stream of {table['TableName']} has {view}. Let it have NEW_AND_OLD_IMAGES.")
    abandoned = recalled(state(), "TABLE#MAPPING").get("AbandonedAt")
    if abandoned is not None and time.time() - int(abandoned) > STREAM_KEEPS:
        raise PreconditionError(
            f"Changes of {table['TableName']} were not followed for {STREAM_KEEPS // 3600} hours, and its stream has "
            f"forgotten them. Delete what was backfilled, if anything, and migrate under another MigrationId."
        )


def find_mapping() -> Json:
    """The mapping from the historical table's stream to the catch-up function; empty if there is none."""
    table = f":table/{os.environ['HISTORICAL_TABLE']}/stream/"
    answer = in_source("lambda").list_event_source_mappings(FunctionName=os.environ["CATCH_UP_FUNCTION_ARN"])
    found = [one for one in answer["EventSourceMappings"] if table in one["EventSourceArn"]]
    return next((one for one in found if one["State"] != "Deleting"), {})


def create_mapping(event: Json, stream: str) -> Json:
    """A mapping that begins with the oldest change the stream has, and gives none up while the stream has it."""
    queue = event["settings"]["catchUpDeadLetterArn"]
    created = in_source("lambda").create_event_source_mapping(
        EventSourceArn=stream,
        FunctionName=os.environ["CATCH_UP_FUNCTION_ARN"],
        StartingPosition="TRIM_HORIZON",
        BatchSize=100,
        BisectBatchOnFunctionError=True,
        MaximumRetryAttempts=-1,  # until the stream forgets it: an outage may last longer than any number
        FunctionResponseTypes=["ReportBatchItemFailures"],
        DestinationConfig={"OnFailure": {"Destination": queue}},
    )
    return dict(created)


def finish_table(event: Json) -> Json:
    """End the catch-up once it has nothing left to do."""
    age, reason = None, ""
    if "AbandonedAt" not in recalled(state(), "TABLE#MAPPING"):
        age, reason = behind(event.get("settings", {}))
    if not reason:
        abandon_table(event)
    return {"done": not reason, "drained": not reason, "iteratorAge": age, "reason": reason}


def behind(settings: Json) -> tuple[float | None, str]:
    """The age of the catch-up's records in ms (none read: None), and why it is not drained; empty if it is."""
    minutes, function = settings.get("drainMinutes", 5), os.environ["CATCH_UP_FUNCTION_ARN"].split(":")[6]
    ages = metric(minutes, "AWS/Lambda", "IteratorAge", "FunctionName", function, "Maximum")
    table, mapping = os.environ["HISTORICAL_TABLE"], find_mapping()
    if not mapping:
        return None, "The mapping is gone, and changes with it perhaps. Call prepare_table for another."
    if mapping.get("LastProcessingResult", "").startswith("PROBLEM"):
        return None, f"The catch-up does not work: {mapping['LastProcessingResult']}"
    if not ages:
        writes = sum(metric(minutes, "AWS/DynamoDB", "ConsumedWriteCapacityUnits", "TableName", table, "Sum"))
        return None, f"{table} is written to, and the catch-up has not read that yet." if writes else ""
    late = max(ages) > settings.get("maxIteratorAgeMs", 1000)
    return max(ages), f"The catch-up is {max(ages):.0f} ms behind." if late else ""


def metric(minutes: int, space: str, name: str, dimension: str, value: str, statistic: str) -> list[float]:
    """The values of a metric in the last minutes."""
    now = dt.datetime.fromtimestamp(int(time.time()), dt.UTC)
    named = {"Namespace": space, "MetricName": name, "Dimensions": [{"Name": dimension, "Value": value}]}
    query = {"Id": "asked", "MetricStat": {"Metric": named, "Period": 60, "Stat": statistic}}
    window = {"StartTime": now - dt.timedelta(minutes=minutes), "EndTime": now}
    answer = in_source("cloudwatch").get_metric_data(MetricDataQueries=[query], **window)
    return list(answer["MetricDataResults"][0]["Values"])


def abandon_table(_: Json) -> Json:
    """End the catch-up as it is."""
    if os.environ["HISTORICAL_TABLE"]:
        once("TABLE#MAPPING", AbandonedAt=int(time.time()))  # first, so that finish_table knows after a crash from here
        if mapping := find_mapping():
            in_source("lambda").delete_event_source_mapping(UUID=mapping["UUID"])
    return {"done": True}


# The export


def export_table(_: Json) -> Json:
    """Export the table as it was when the catch-up began; done when DynamoDB takes the request."""
    step, record = export_record()
    if "ExportArn" not in record:
        since = recalled(state(), "TABLE#MAPPING").get("EnabledAt")
        if since is None:
            raise PreconditionError("The table's changes are not followed yet. Call prepare_table until it is done.")
        try:
            answer = in_source("dynamodb").export_table_to_point_in_time(**export_request(int(since), step))
        except ClientError as error:
            if code(error) != "InvalidExportTimeException":
                raise
            return {"done": False, "exportArn": ""}  # point-in-time recovery is a few minutes behind
        record = once(step, ExportArn=answer["ExportDescription"]["ExportArn"])
    return {"done": True, "exportArn": record["ExportArn"]}


def export_record() -> tuple[str, Json]:
    """The step of the first export that has not failed, and what is written down of it."""
    for number in itertools.count():
        step = f"TABLE#EXPORT#{number:02}"
        record = recalled(state(), step)
        if "Failed" not in record:
            break
    return step, record


def export_request(since: int, step: str) -> Json:
    """The same request for the same point in time (epoch seconds) and step.

    Without prefix: AWS's example of a manifest and its text differ on whether the keys in a manifest have it.
    """
    alias = f"alias/trading-{os.environ['ENVIRONMENT']}"
    return {
        "TableArn": historical_table()["TableArn"],
        "ExportTime": dt.datetime.fromtimestamp(since, dt.UTC),
        "ClientToken": hashlib.sha256(f"{os.environ['MIGRATION_ID']}/{since}/{step}".encode()).hexdigest()[:36],
        "S3Bucket": os.environ["EXPORT_BUCKET"],
        "S3BucketOwner": os.environ["ACCOUNT_ID"],
        "S3SseAlgorithm": "KMS",
        "S3SseKmsKeyId": in_source("kms").describe_key(KeyId=alias)["KeyMetadata"]["Arn"],
        "ExportFormat": "DYNAMODB_JSON",
        "ExportType": "FULL_EXPORT",
    }


def check_export(event: Json) -> Json:
    """How far the export is, asked for again if it was not taken."""
    export, answer = export_table(event)["exportArn"], {"done": False, "status": "RUNNING", "items": 0, "bytes": 0}
    if not export:
        return {**answer, "reason": ""}
    found = in_source("dynamodb").describe_export(ExportArn=export)["ExportDescription"]
    status = {"IN_PROGRESS": "RUNNING", "COMPLETED": "COMPLETE"}.get(found["ExportStatus"], "FAILED")
    reason = f"{found.get('FailureCode', '')}: {found.get('FailureMessage', '')}" if status == "FAILED" else ""
    if status == "COMPLETE":
        once(export_record()[0], Manifest=found["ExportManifest"])
    elif reason:
        once(export_record()[0], Failed=reason)
    sizes = {"items": found.get("ItemCount", 0), "bytes": found.get("BilledSizeBytes", 0)}
    return {"done": status != "RUNNING", "status": status, **sizes, "reason": reason}


# The backfill


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


TASKS: dict[str, Callable[[Json], Json]] = {
    "prepare_table": prepare_table,
    "export_table": export_table,
    "check_export": check_export,
    "backfill_table": backfill_table,
    "finish_table": finish_table,
    "abandon_table": abandon_table,
}


def handler(event: Json, context: Any) -> Json:
    """Carry out one task; what the state machine sends and gets."""
    return carry_out(TASKS, {**event, "deadline": deadline_of(context)})
