"""Tasks of the migration that move the items which were there before: export, backfill, catch-up, and their proof.

The state machine calls ``handler`` with ``{"task": NAME, "settings": {...}}``. Every task may run twice, and after a
crash half way. The backfill writes in the source region, where live writes and tombstones are, so that its condition
sees them. Layout of an export: "DynamoDB table export output format" in the DynamoDB developer guide.
"""

import base64
import concurrent.futures
import dataclasses
import datetime as dt
import decimal
import functools
import gzip
import hashlib
import itertools
import json
import logging
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import Any

import boto3
import botocore.exceptions
from botocore.config import Config
from botocore.exceptions import ClientError

RESERVE = 60  # seconds before the function's timeout at which a slice ends
BATCH = 2000  # items between two looks at the clock
KEPT = 100  # differing keys that are written down
STREAM_KEEPS = 20 * 3600  # seconds; 24 hours less some for the new mapping to catch up
PITR_LAG = 30 * 60  # seconds after which a point in time that cannot be exported yet never will be
KEYS = ("TradeId", "Timestamp")
BUSY = {"ProvisionedThroughputExceededException", "RequestLimitExceeded", "SlowDown", "ThrottlingException"}
BUSY |= {"LimitExceededException", "Throttling", "TooManyRequestsException"}
EXACT = decimal.Context(prec=50)  # DynamoDB keeps 38 digits
UNREACHABLE = (botocore.exceptions.ConnectionError, botocore.exceptions.HTTPClientError)
log = logging.getLogger(__name__)
log.setLevel(logging.INFO)


class SettingsError(Exception):
    """The payload is wrong; the message names the key."""


class PreconditionError(Exception):
    """The account is not as the task needs it; the message says what to do."""


class IntegrityError(Exception):
    """An exported file is not what its manifest says."""


class ThrottledError(Exception):
    """A service is busy or out of reach beyond the clients' own retries; the same call may succeed later."""


@dataclasses.dataclass(frozen=True)
class Call:
    """One invocation: its payload, and when it must end (epoch seconds)."""

    event: dict[str, Any]
    deadline: float

    def number(self, name: str, default: int, least: int = 0) -> int:
        """The setting ``name``, a whole number."""
        value = (self.event.get("settings") or {}).get(name, default)
        if type(value) is not int or value < least:
            raise SettingsError(f"settings.{name} is {value!r}; give a whole number from {least}, or leave it out.")
        return value

    def text(self, name: str, default: str) -> str:
        """The setting ``name``, a text."""
        value = (self.event.get("settings") or {}).get(name, default)
        if not isinstance(value, str):
            raise SettingsError(f"settings.{name} is {value!r}; give a text, or leave it out.")
        return value

    def has_time(self) -> bool:
        """Whether work may go on."""
        return time.time() < self.deadline

    def attempts(self) -> Iterator[int]:
        """Count tries of one request, waiting longer before each, until there is no time."""
        for number in itertools.count():
            yield number
            time.sleep(random.uniform(0, min(5, 0.1 * 2 ** min(number, 6))))  # noqa: S311 - jitter, no secret
            if not self.has_time():
                return


@functools.cache
def client(service: str, region: str) -> Any:
    """A client whose calls end well within the time that is kept in reserve; as many connections as threads."""
    retries = {"mode": "standard", "total_max_attempts": 2}
    config = Config(connect_timeout=3, read_timeout=20, retries=retries, max_pool_connections=128)
    return boto3.client(service, region_name=region, config=config)


@functools.cache
def state() -> Any:
    """The state table."""
    config = Config(connect_timeout=3, read_timeout=10, retries={"mode": "standard", "total_max_attempts": 4})
    resource = boto3.resource("dynamodb", region_name=os.environ["TARGET_REGION"], config=config)
    return resource.Table(os.environ["STATE_TABLE"])


def in_source(service: str) -> Any:
    """A client in the source region."""
    return client(service, os.environ["SOURCE_REGION"])


def key_of(step: str) -> dict[str, str]:
    """The key of a step in the state table."""
    return {"MigrationId": os.environ["MIGRATION_ID"], "Step": step}


def transient(error: Exception) -> bool:
    """Whether the service is busy or out of reach, not against the request."""
    if not isinstance(error, ClientError):
        return True
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return status >= 500 or error.response["Error"]["Code"] in BUSY


def recall(step: str) -> dict[str, Any]:
    """What is written down for ``step``; empty if nothing is."""
    found: dict[str, Any] = state().get_item(Key=key_of(step), ConsistentRead=True).get("Item", {})
    return found


def remember(step: str, *, once: bool = False, **attributes: Any) -> None:
    """Write ``step`` down, unless something newer (with ``once``: anything) is there already."""
    now = int(time.time() * 1000)
    condition: dict[str, Any] = {"ConditionExpression": "attribute_not_exists(#at)"}
    if not once:
        condition = {"ConditionExpression": "attribute_not_exists(#at) OR #at <= :at"}
        condition["ExpressionAttributeValues"] = {":at": now}
    try:
        item = {**key_of(step), "At": now, **attributes}
        state().put_item(Item=item, ExpressionAttributeNames={"#at": "At"}, **condition)
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise


# Catch-up: what changes in the historical table from now on


def prepare_table(call: Call) -> dict[str, Any]:
    """Let the catch-up function read the historical table's stream; done when it does."""
    name = os.environ["HISTORICAL_TABLE"]
    if not name:
        return {"done": True, "historical": False, "mapping": "", "state": ""}
    table = historical_table()
    if not table:
        raise PreconditionError(f"There is no table {name} in {os.environ['SOURCE_REGION']}. Mend HistoricalTableName.")
    require_usable(table)
    forget_what_the_stream_forgot()
    mapping = find_mapping(table["LatestStreamArn"]) or create_mapping(call, table["LatestStreamArn"])
    for _ in call.attempts():
        mapping = in_source("lambda").get_event_source_mapping(UUID=mapping["UUID"])
        if mapping["State"] in {"Enabled", "Disabled"}:
            break
    if mapping["State"] == "Disabled":
        mapping = in_source("lambda").update_event_source_mapping(UUID=mapping["UUID"], Enabled=True)
    enabled = mapping["State"] == "Enabled"
    if enabled:
        since = int(recall("TABLE#MAPPING").get("EnabledAt", time.time()))
        remember("TABLE#MAPPING", Uuid=mapping["UUID"], EnabledAt=since)
    return {"done": enabled, "historical": True, "mapping": mapping["UUID"], "state": mapping["State"]}


def historical_table() -> dict[str, Any]:
    """What DynamoDB says about the historical table; empty if there is none."""
    name = os.environ["HISTORICAL_TABLE"]
    try:
        found: dict[str, Any] = in_source("dynamodb").describe_table(TableName=name)["Table"] if name else {}
    except ClientError as error:
        if error.response["Error"]["Code"] == "ResourceNotFoundException":
            return {}
        raise
    return found


def require_usable(table: dict[str, Any]) -> None:
    """The historical table must have the analytics table's key, point-in-time recovery and a stream of whole items."""
    name, ours = table["TableName"], in_source("dynamodb").describe_table(TableName=os.environ["TABLE_NAME"])["Table"]
    if key_schema(table) != key_schema(ours):
        raise PreconditionError(
            f"Table {name} has the key {key_schema(table)}, {os.environ['TABLE_NAME']} has {key_schema(ours)}. "
            "Copy it into a table with that key, and give that one's name as HistoricalTableName."
        )
    backups = in_source("dynamodb").describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"]
    if backups.get("PointInTimeRecoveryDescription", {}).get("PointInTimeRecoveryStatus") != "ENABLED":
        raise PreconditionError(f"Table {name} cannot be exported. Enable point-in-time recovery, then start again.")
    stream = table.get("StreamSpecification", {})
    if not stream.get("StreamEnabled") or stream.get("StreamViewType") != "NEW_AND_OLD_IMAGES":
        raise PreconditionError(
            f"Table {name} has the stream {stream.get('StreamViewType', 'none')}. Enable a stream with view type "
            "NEW_AND_OLD_IMAGES, then start again."
        )


def key_schema(table: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Name, role and type of each attribute of the key."""
    types = {found["AttributeName"]: found["AttributeType"] for found in table["AttributeDefinitions"]}
    return [(found["AttributeName"], found["KeyType"], types[found["AttributeName"]]) for found in table["KeySchema"]]


def forget_what_the_stream_forgot() -> None:
    """After a long time without catch-up an earlier export is worth nothing, and an earlier backfill harmful."""
    record = recall("TABLE#MAPPING")
    if "DeletedAt" not in record or time.time() - int(record["DeletedAt"]) <= STREAM_KEEPS:
        return
    if recall("TABLE#BACKFILL"):
        raise PreconditionError(
            f"Items of {os.environ['HISTORICAL_TABLE']} were backfilled, and then its changes not followed for over "
            f"{STREAM_KEEPS // 3600} hours. Delete those items from {os.environ['TABLE_NAME']}, and migrate under "
            "another MigrationId."
        )
    for step in ("TABLE#EXPORT", "TABLE#MAPPING"):
        state().delete_item(Key=key_of(step))


def find_mapping(stream: str) -> dict[str, Any]:
    """The mapping from the stream to the catch-up function; empty if there is none."""
    pages = in_source("lambda").get_paginator("list_event_source_mappings").paginate(EventSourceArn=stream)
    for mapping in (mapping for page in pages for mapping in page["EventSourceMappings"]):
        if mapping["FunctionArn"] == os.environ["CATCH_UP_FUNCTION_ARN"] and mapping["State"] != "Deleting":
            return dict(mapping)
    return {}


def create_mapping(call: Call, stream: str) -> dict[str, Any]:
    """A mapping that begins with the oldest change the stream has, and never gives one up unseen."""
    queue = call.text("catchUpDeadLetterArn", "")
    created: dict[str, Any] = in_source("lambda").create_event_source_mapping(
        EventSourceArn=stream,
        FunctionName=os.environ["CATCH_UP_FUNCTION_ARN"],
        StartingPosition="TRIM_HORIZON",
        BatchSize=100,
        BisectBatchOnFunctionError=True,
        MaximumRetryAttempts=10,
        FunctionResponseTypes=["ReportBatchItemFailures"],
        **({"DestinationConfig": {"OnFailure": {"Destination": queue}}} if queue else {}),
    )
    return created


def finish_table(call: Call) -> dict[str, Any]:
    """End the catch-up once it has nothing left to do."""
    record, age, reason = recall("TABLE#MAPPING"), None, ""
    if record and "DeletedAt" not in record:
        age, writes = recent_metrics(call.number("drainMinutes", 5, 1))
        mapping = find_mapping(historical_table().get("LatestStreamArn", ""))
        result = str(mapping.get("LastProcessingResult", ""))
        if not mapping:
            reason = f"Mapping {record['Uuid']} is gone, and changes with it perhaps. Call prepare_table for another."
        elif result.startswith("PROBLEM"):
            reason = f"The catch-up does not work: {result}"
        elif age is None and writes:
            reason = f"{os.environ['HISTORICAL_TABLE']} is written to, and the catch-up has not read that yet."
        elif age is not None and age > call.number("maxIteratorAgeMs", 1000):
            reason = f"The catch-up is {age:.0f} ms behind."
    if not reason:
        abandon_table(call)
    return {"done": not reason, "drained": not reason, "iteratorAge": age, "reason": reason}


def recent_metrics(minutes: int) -> tuple[float | None, float]:
    """The highest age of the catch-up's records (none read: None), and the writes to the historical table."""
    now = dt.datetime.fromtimestamp(int(time.time()), dt.UTC)
    function = os.environ["CATCH_UP_FUNCTION_ARN"].split(":")[6]
    asked = [
        ("age", "AWS/Lambda", "IteratorAge", "FunctionName", function, "Maximum"),
        ("writes", "AWS/DynamoDB", "ConsumedWriteCapacityUnits", "TableName", os.environ["HISTORICAL_TABLE"], "Sum"),
    ]
    queries = []
    for label, space, metric, dimension, value, statistic in asked:
        named = {"Namespace": space, "MetricName": metric, "Dimensions": [{"Name": dimension, "Value": value}]}
        queries.append({"Id": label, "MetricStat": {"Metric": named, "Period": 60, "Stat": statistic}})
    window = {"StartTime": now - dt.timedelta(minutes=minutes), "EndTime": now}
    results = in_source("cloudwatch").get_metric_data(MetricDataQueries=queries, **window)["MetricDataResults"]
    values = {found["Id"]: found["Values"] for found in results}
    return max(values.get("age", []), default=None), sum(values.get("writes", []))


def abandon_table(_: Call) -> dict[str, Any]:
    """End the catch-up as it is."""
    record, stream = recall("TABLE#MAPPING"), historical_table().get("LatestStreamArn")
    if record and "DeletedAt" not in record:  # first, so that a crash from here on is no loss that finish_table sees
        remember("TABLE#MAPPING", Uuid=record["Uuid"], EnabledAt=record["EnabledAt"], DeletedAt=int(time.time()))
    # Not by what is written down: the crash may have been before that.
    mapping = find_mapping(stream) if stream else {}
    if mapping:
        in_source("lambda").delete_event_source_mapping(UUID=mapping["UUID"])
    return {"done": True}


# The export


def export_table(_: Call) -> dict[str, Any]:
    """Export the table as it was when the catch-up began; done when DynamoDB takes the request."""
    record, since = recall("TABLE#EXPORT"), recall("TABLE#MAPPING").get("EnabledAt")
    if "ExportArn" in record:
        return {"done": True, "exportArn": record["ExportArn"]}
    if since is None:
        raise PreconditionError("The changes of the table are not followed yet. Call prepare_table until it is done.")
    tries = int(record.get("Failed", 0))
    try:
        answer = in_source("dynamodb").export_table_to_point_in_time(**export_request(int(since), tries))
    except ClientError as error:
        # Point-in-time recovery is a few minutes behind; by then the same request is taken.
        behind = time.time() - int(since) < PITR_LAG
        if error.response["Error"]["Code"] != "InvalidExportTimeException" or not behind:
            raise
        return {"done": False, "exportArn": ""}
    export = answer["ExportDescription"]["ExportArn"]
    remember("TABLE#EXPORT", ExportArn=export, Failed=tries)
    return {"done": True, "exportArn": export}


def export_request(since: int, tries: int) -> dict[str, Any]:
    """The same request for the same point in time (epoch seconds), until an export has failed.

    Without prefix: AWS's example of a manifest and its text differ on whether the keys in a manifest have it.
    """
    table, migration = os.environ["HISTORICAL_TABLE"], os.environ["MIGRATION_ID"]
    key = in_source("kms").describe_key(KeyId=f"alias/trading-{os.environ['ENVIRONMENT']}")["KeyMetadata"]["Arn"]
    return {
        "TableArn": historical_table()["TableArn"],
        "ExportTime": dt.datetime.fromtimestamp(since, dt.UTC),
        "ClientToken": hashlib.sha256(f"{migration}/{table}/{since}/{tries}".encode()).hexdigest()[:36],
        "S3Bucket": os.environ["EXPORT_BUCKET"],
        "S3BucketOwner": os.environ["ACCOUNT_ID"],
        "S3SseAlgorithm": "KMS",
        "S3SseKmsKeyId": key,
        "ExportFormat": "DYNAMODB_JSON",
        "ExportType": "FULL_EXPORT",
    }


def check_export(call: Call) -> dict[str, Any]:
    """How far the export is, asked for again if it was not taken; where its manifest lies is written down."""
    if not export_table(call)["done"]:
        return {"done": False, "status": "RUNNING", "items": 0, "bytes": 0, "reason": ""}
    record = recall("TABLE#EXPORT")
    found = in_source("dynamodb").describe_export(ExportArn=record["ExportArn"])["ExportDescription"]
    status = {"IN_PROGRESS": "RUNNING", "COMPLETED": "COMPLETE"}.get(found["ExportStatus"], "FAILED")
    if status == "COMPLETE":
        remember("TABLE#EXPORT", ExportArn=record["ExportArn"], Manifest=found["ExportManifest"])
    elif status == "FAILED":  # the next export_table may ask again, with another token
        remember("TABLE#EXPORT", Failed=int(record.get("Failed", 0)) + 1)
    reason = f"{found.get('FailureCode', '')}: {found.get('FailureMessage', '')}" if status == "FAILED" else ""
    sizes = {"items": found.get("ItemCount", 0), "bytes": found.get("BilledSizeBytes", 0)}
    return {"done": status != "RUNNING", "status": status, **sizes, "reason": reason}


def manifest() -> list[dict[str, Any]]:
    """The data files of the export: ``itemCount``, ``md5Checksum`` (base64) and ``dataFileS3Key`` of each."""
    key = recall("TABLE#EXPORT").get("Manifest")
    if not key:
        raise PreconditionError("The export is not complete. Call check_export until its status is COMPLETE.")
    summary = json.loads(read(key))
    files = [json.loads(line) for line in read(summary["manifestFilesS3Key"]).splitlines() if line.strip()]
    items = sum(file["itemCount"] for file in files)
    if items != summary["itemCount"]:
        raise IntegrityError(f"{key} speaks of {summary['itemCount']} items, its files of {items}. Export again.")
    return files


def read(key: str) -> str:
    """The text of a small object of the export."""
    body: bytes = in_source("s3").get_object(Bucket=os.environ["EXPORT_BUCKET"], Key=key)["Body"].read()
    return body.decode()


def items_of(file: dict[str, Any], first: int) -> Iterator[dict[str, Any]]:
    """The items of a data file from number ``first`` on; its bytes and its number of items are checked."""
    key, digest, number = file["dataFileS3Key"], hashlib.md5(usedforsecurity=False), -1
    with tempfile.TemporaryFile() as local:
        body = in_source("s3").get_object(Bucket=os.environ["EXPORT_BUCKET"], Key=key)["Body"]
        for piece in iter(functools.partial(body.read, 1 << 20), b""):
            digest.update(piece)
            local.write(piece)
        if base64.b64encode(digest.digest()).decode() != file["md5Checksum"]:
            raise IntegrityError(
                f"s3://{os.environ['EXPORT_BUCKET']}/{key} has not the md5 of its manifest. Export again."
            )
        local.seek(0)
        with gzip.open(local) as lines:
            for number, line in enumerate(lines):
                if number >= first:
                    yield {name: revived(value) for name, value in json.loads(line)["Item"].items()}
    if number + 1 != file["itemCount"]:
        raise IntegrityError(f"{key} has {number + 1} items, its manifest speaks of {file['itemCount']}. Export again.")


def revived(value: dict[str, Any]) -> dict[str, Any]:
    """A value as boto3 takes it: the binary in it, base64 in the export, as bytes."""
    kind, content = next(iter(value.items()))
    if kind == "B":
        return {kind: base64.b64decode(content)}
    if kind == "BS":
        return {kind: [base64.b64decode(found) for found in content]}
    if kind == "L":
        return {kind: [revived(found) for found in content]}
    if kind == "M":
        return {kind: {name: revived(found) for name, found in content.items()}}
    return value


# The backfill


def backfill_table(call: Call) -> dict[str, Any]:
    """Write every exported item that is not there yet; where it stopped is the cursor."""
    files = manifest()
    fresh: dict[str, Any] = {
        "file": 0,
        "item": 0,
        "now": {},
        "counts": dict.fromkeys(("files", "written", "existing", "refused"), 0),
    }
    place = call.event.get("next") or fresh
    remember("TABLE#BACKFILL", once=True)
    while place["file"] < len(files) and call.has_time():
        step = f"TABLE#FILE#{place['file']:06}"
        if not recall(step):
            if not backfill_file(call, files[place["file"]], place):
                break
            remember(step, once=True, Items=files[place["file"]]["itemCount"], **place["now"])
        done = recall(step)
        place["counts"]["files"] += 1
        for name in ("written", "existing", "refused"):
            place["counts"][name] += int(done[name])
        place.update(file=place["file"] + 1, item=0, now={})
    done = place["file"] == len(files)
    return {"done": done, "next": "" if done else place, "counts": place["counts"]}


def backfill_file(call: Call, file: dict[str, Any], place: dict[str, Any]) -> bool:
    """Write a file's items from the cursor on; whether it got to the end in time."""
    tally = place["now"] = place["now"] or {"written": 0, "existing": 0, "refused": 0}
    numbered = enumerate(items_of(file, place["item"]), place["item"])
    with concurrent.futures.ThreadPoolExecutor(call.number("workers", 64, 1)) as pool:
        while batch := list(itertools.islice(numbered, BATCH)):
            fates = list(pool.map(lambda found: put(call, place["file"], *found), batch))
            if None in fates:  # some of the batch had no time left: all of it comes again
                return False
            for fate in fates:
                tally[fate] += 1
            place["item"] += len(batch)
            if not call.has_time():
                return False
    return True


def put(call: Call, file: int, number: int, item: dict[str, Any]) -> str | None:
    """Write an item unless something has its key, a live write or a tombstone; None if time runs out."""
    if strange := unfit(item):
        return refuse(file, number, item, strange)
    request = {
        "TableName": os.environ["TABLE_NAME"],
        "Item": item,
        "ConditionExpression": "attribute_not_exists(TradeId)",
    }
    for _ in call.attempts():
        try:
            in_source("dynamodb").put_item(**request)
        except ClientError as error:
            code = error.response["Error"]["Code"]
            if code == "ConditionalCheckFailedException":
                return "existing"
            if code == "ValidationException":
                return refuse(file, number, item, str(error))
            if not transient(error):
                raise
        else:
            return "written"
    return None


def unfit(item: dict[str, Any]) -> str:
    """Why an item must not be written, as the catch-up would not; empty if it may be."""
    for name in ("Deleted", "ExpiresAt"):
        if name in item:
            return f"{name} would make the trade a tombstone, or have it expire."
    return "The key is one of the health probe's." if item["TradeId"]["S"].startswith("HEALTH#") else ""


def refuse(file: int, number: int, item: dict[str, Any], reason: str) -> str:
    """Keep an item that cannot be written, with its reason, beside the export."""
    key = f"refused/{os.environ['MIGRATION_ID']}/{file:06}-{number:09}.json"
    body = json.dumps({"Reason": reason, "Item": plain(item)}).encode()
    in_source("s3").put_object(Bucket=os.environ["EXPORT_BUCKET"], Key=key, Body=body)
    return "refused"


# The proof


def reconcile_table(call: Call) -> dict[str, Any]:
    """Read every exported item back and compare it; the numbers of the backfill must be the manifest's too."""
    files, names = manifest(), ("compared", "equal", "newer", "missing", "different")
    fresh: dict[str, Any] = {
        "run": int(time.time()),
        "slice": 0,
        "file": 0,
        "item": 0,
        "kept": 0,
        "counts": dict.fromkeys(names, 0),
    }
    place = call.event.get("next") or fresh
    differing: list[dict[str, str]] = []
    while place["file"] < len(files) and call.has_time():
        if not compare_file(call, files[place["file"]], place, differing):
            break
        place.update(file=place["file"] + 1, item=0)
    report, done = f"TABLE#RECONCILE#{place['run']}", place["file"] == len(files)
    remember(f"{report}#{place['slice']:06}", Differences=differing[: KEPT - place["kept"]])
    place.update(slice=place["slice"] + 1, kept=min(KEPT, place["kept"] + len(differing)))
    answer = {"done": done, "next": "" if done else place, "counts": place["counts"], "report": report}
    if done:
        answer.update(totals(files, place["counts"]))
        remember(report, Ok=answer["ok"], Counts=place["counts"])
    return answer


def totals(files: list[dict[str, Any]], counts: dict[str, int]) -> dict[str, Any]:
    """Whether manifest, backfill and comparison agree."""
    records = [recall(f"TABLE#FILE#{number:06}") for number in range(len(files))]
    items = sum(file["itemCount"] for file in files)
    backfilled = sum(int(record.get(name, 0)) for record in records for name in ("written", "existing"))
    refused = sum(int(record.get("refused", 0)) for record in records)
    ok = items == backfilled == counts["compared"] and not counts["missing"] and not counts["different"]
    return {"ok": ok, "manifestItems": items, "backfilled": backfilled, "refused": refused}


def compare_file(call: Call, file: dict[str, Any], place: dict[str, Any], differing: list[dict[str, str]]) -> bool:
    """Compare a file's items from the cursor on; whether it got to the end in time."""
    exported = items_of(file, place["item"])
    with concurrent.futures.ThreadPoolExecutor(call.number("workers", 64, 1)) as pool:
        while batch := list(itertools.islice(exported, BATCH)):
            hundreds = [batch[first : first + 100] for first in range(0, len(batch), 100)]
            found = list(pool.map(functools.partial(verdicts, call), hundreds))
            if None in found:
                return False
            for item, verdict in zip(batch, itertools.chain.from_iterable(filter(None, found)), strict=True):
                place["counts"]["compared"] += 1
                place["counts"][verdict] += 1
                if verdict in {"missing", "different"}:
                    differing.append({"Key": "/".join(identity(item)), "Reason": verdict})
            place["item"] += len(batch)
            if not call.has_time():
                return False
    return True


def verdicts(call: Call, exported: list[dict[str, Any]]) -> list[str] | None:
    """What each of at most 100 exported items is in the analytics table; None if time runs out."""
    region = call.text("readRegion", os.environ["TARGET_REGION"])
    stored = fetch(call, region, os.environ["TABLE_NAME"], exported)
    if stored is None:
        return None
    first = [verdict(item, stored.get(identity(item))) for item in exported]
    doubtful = [item for item, found in zip(exported, first, strict=True) if found in {"missing", "different"}]
    # A change after the export is one too if it counts no Sequence: then the historical table has it.
    current = fetch(call, os.environ["SOURCE_REGION"], os.environ["HISTORICAL_TABLE"], doubtful)
    if current is None:
        return None
    followed = {
        identity(item) for item in doubtful if digest(current.get(identity(item))) == digest(stored.get(identity(item)))
    }
    return ["newer" if identity(item) in followed else found for item, found in zip(exported, first, strict=True)]


def verdict(exported: dict[str, Any], stored: dict[str, Any] | None) -> str:
    """equal, newer, missing or different."""
    if stored is None:
        return "missing"
    if digest(exported) == digest(stored):
        return "equal"
    deleted = stored.get("Deleted", {}).get("BOOL") is True
    return "newer" if deleted or sequence(stored) > sequence(exported) else "different"


def sequence(item: dict[str, Any]) -> decimal.Decimal:
    """How often a trade was corrected."""
    return decimal.Decimal(item.get("Sequence", {}).get("N", "0"))


def fetch(
    call: Call, region: str, table: str, items: list[dict[str, Any]]
) -> dict[tuple[str, ...], dict[str, Any]] | None:
    """What a table has under the keys of at most 100 items; None if time runs out."""
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    asked: dict[str, Any] = {}
    if items:
        asked = {table: {"Keys": [{name: item[name] for name in KEYS} for item in items], "ConsistentRead": True}}
    tries = call.attempts()
    while asked:
        if next(tries, None) is None:
            return None
        try:
            answer = client("dynamodb", region).batch_get_item(RequestItems=asked)
        except ClientError as error:
            if not transient(error):
                raise
            continue
        found.update({identity(item): item for item in answer["Responses"].get(table, [])})
        asked = answer.get("UnprocessedKeys", {})
    return found


def identity(item: dict[str, Any]) -> tuple[str, ...]:
    """The key of an item, whatever way its number is written."""
    return item["TradeId"]["S"], str(EXACT.normalize(decimal.Decimal(item["Timestamp"]["N"])))


def digest(item: dict[str, Any] | None) -> str:
    """The checksum of an item: equal for equal items, whatever the order of sets and the way numbers are written."""
    complete = None if item is None else plain({"Sequence": {"N": "0"}, **item}, canonical=True)
    return hashlib.sha256(json.dumps(complete, sort_keys=True).encode()).hexdigest()


def plain(item: dict[str, Any], *, canonical: bool = False) -> dict[str, Any]:
    """An item as JSON, its binary in base64; ``canonical``: numbers and sets in one form."""
    return {name: plain_value(value, canonical=canonical) for name, value in item.items()}


def plain_value(value: dict[str, Any], *, canonical: bool) -> dict[str, Any]:
    """One value of ``plain``."""
    kind, content = next(iter(value.items()))
    if kind == "M":
        content = plain(content, canonical=canonical)
    elif kind == "L":
        content = [plain_value(found, canonical=canonical) for found in content]
    elif kind == "B":
        content = base64.b64encode(content).decode()
    elif kind == "BS":
        content = [base64.b64encode(found).decode() for found in content]
    elif kind == "N" and canonical:
        content = str(EXACT.normalize(decimal.Decimal(content)))
    elif kind == "NS" and canonical:
        content = [str(EXACT.normalize(decimal.Decimal(found))) for found in content]
    return {kind: sorted(content) if canonical and kind in {"SS", "NS", "BS"} else content}


TASKS: dict[str, Callable[[Call], dict[str, Any]]] = {
    "prepare_table": prepare_table,
    "export_table": export_table,
    "check_export": check_export,
    "backfill_table": backfill_table,
    "reconcile_table": reconcile_table,
    "finish_table": finish_table,
    "abandon_table": abandon_table,
}


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Carry out one task; what the state machine sends and gets."""
    name = event.get("task", "")
    if name not in TASKS:
        raise SettingsError(f"There is no task {name!r} here; give one of {', '.join(TASKS)}.")
    deadline = time.time() + context.get_remaining_time_in_millis() / 1000 - RESERVE
    try:
        answer = {"task": name, **TASKS[name](Call(event, deadline))}
    except (ClientError, *UNREACHABLE) as error:
        if transient(error):
            raise ThrottledError(str(error)) from error
        raise
    log.info(json.dumps({key: value for key, value in answer.items() if key != "next"}))
    return answer
