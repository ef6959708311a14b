"""The catch-up: what changes in the historical table from now on, and until it is drained."""

import datetime as dt
import os
import time

from parts.recalling import recalled
from parts.table_clients import in_source
from parts.workflow import Json, PreconditionError
from parts.written_once import once, state

KEY = {("TradeId", "HASH", "S"), ("Timestamp", "RANGE", "N")}
STREAM_KEEPS = 20 * 3600  # seconds; 24 hours less some for a new mapping to catch up


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
