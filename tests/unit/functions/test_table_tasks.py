"""The tasks around the backfill: catch-up and export of the historical table (lib/functions/table_tasks.py)."""

import datetime as dt
from typing import Any

import boto3
import pytest

from tests.unit.functions.exports import (
    ARN,
    BUCKET,
    CATCH_UP,
    OLD,
    SRC,
    STREAM,
    Mappings,
    run,
    steps,
    table_function,
)
from tests.unit.functions.stand_in import Refusal, crashes, stand_in
from tests.unit.functions.tables import TRADES, make_table

QUEUE = "arn:aws:sqs:us-east-1:123456789012:trading-analytics-dlq-verify"


def make_historical(keys=TRADES, stream=STREAM):
    make_table(SRC, OLD, keys, **({"StreamSpecification": stream} if stream else {}))


@pytest.fixture
def tasks(aws, load, clock):
    """The function, its world, and the key in the source region."""
    module = table_function(load, "table_tasks", clock)
    kms = boto3.client("kms", region_name=SRC)
    kms.create_alias(AliasName="alias/trading-verify", TargetKeyId=kms.create_key()["KeyMetadata"]["KeyId"])
    return module


def prepare(tasks):
    """The mapping is made at the first call, and enabled at the next."""
    run(tasks, "prepare_table", settings={"catchUpDeadLetterArn": QUEUE})
    return run(tasks, "prepare_table", settings={"catchUpDeadLetterArn": QUEUE})


# the mapping


@pytest.fixture
def mappings(tasks):
    make_historical()
    return Mappings(tasks.in_source("lambda"))


def test_catch_up_begins_with_the_oldest_change_and_tries_each_as_long_as_the_stream_has_it(tasks, mappings):
    answer = prepare(tasks)
    uuid = "00000000-0000-0000-0000-000000000001"
    assert answer == {"done": True, "historical": True, "mapping": uuid, "state": "Enabled"}
    (asked,) = mappings.asked
    assert asked.pop("EventSourceArn").startswith(f"arn:aws:dynamodb:us-east-1:123456789012:table/{OLD}/stream/")
    assert asked == {
        "FunctionName": CATCH_UP,
        "StartingPosition": "TRIM_HORIZON",
        "BatchSize": 100,
        "BisectBatchOnFunctionError": True,
        "MaximumRetryAttempts": -1,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": QUEUE}},
    }


def test_a_crash_anywhere_while_preparing_leaves_one_mapping_and_the_first_time(tasks, mappings, clock):
    calls, first = [], None
    for call in crashes(lambda: prepare(tasks)):
        calls.append(call)
        assert prepare(tasks)["done"]
        first = first or steps()["TABLE#MAPPING"]["EnabledAt"]
        clock.now += 100
    assert len(calls) > 5
    assert len(mappings.asked) == 1
    assert steps()["TABLE#MAPPING"]["EnabledAt"] == first


def test_a_mapping_that_is_slow_is_looked_at_again(tasks, mappings):
    mappings.slow = True
    assert (prepare(tasks)["done"], prepare(tasks)["state"]) == (False, "Creating")
    assert steps() == {}
    mappings.slow = False
    assert prepare(tasks)["done"]


@pytest.mark.parametrize(
    "other",
    [
        {"FunctionArn": f"{CATCH_UP}-of-somebody-else"},
        {"EventSourceArn": "arn:aws:dynamodb:us-east-1:123456789012:table/history-of-trades-of-somebody-else/stream/1"},
        {"State": "Deleting"},
    ],
)
def test_a_mapping_of_another_function_or_table_or_one_that_goes_is_not_ours(tasks, mappings, other):
    prepare(tasks)
    (mapping,) = mappings.made.values()
    mapping.update(other)
    assert tasks.find_mapping() == {}


@pytest.mark.parametrize(
    ("made", "says"),
    [
        ({"keys": (("TradeId", "HASH", "S"),)}, "Copy it into a table with that key"),
        ({"keys": (("TradeId", "HASH", "S"), ("Timestamp", "RANGE", "S"))}, "Copy it into a table with that key"),
        ({"keys": (("Timestamp", "HASH", "N"), ("TradeId", "RANGE", "S"))}, "Copy it into a table with that key"),
        ({"stream": None}, "has None. Let it have NEW_AND_OLD_IMAGES"),
        ({"stream": {"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"}}, "Let it have NEW_AND_OLD_IMAGES"),
    ],
)
def test_a_table_that_cannot_be_followed_and_exported_is_refused_with_the_remedy(tasks, made, says):
    make_historical(**made)
    mappings = Mappings(tasks.in_source("lambda"))
    with pytest.raises(tasks.PreconditionError, match=says):
        prepare(tasks)
    assert mappings.asked == []
    assert run(tasks, "abandon_table")["done"]


def test_without_a_historical_table_there_is_nothing_to_do(tasks, monkeypatch):
    monkeypatch.setenv("HISTORICAL_TABLE", "")
    assert run(tasks, "prepare_table")["historical"] is False
    assert run(tasks, "abandon_table")["done"]


# the export


class Exports:
    """ExportTableToPointInTime: one export for each token, and no point in time that recovery has not reached."""

    def __init__(self, client, reached) -> None:
        self.asked: list[dict[str, Any]] = []
        self.arns: dict[str, str] = {}
        self.reached = reached
        self.description: dict[str, Any] = {"ExportStatus": "IN_PROGRESS"}
        stand_in(client, "ExportTableToPointInTime", self.export)
        stand_in(client, "DescribeExport", lambda _: {"ExportDescription": self.description})

    def export(self, asked):
        if asked["ExportTime"].timestamp() > self.reached:
            return Refusal("InvalidExportTimeException")
        self.asked.append(asked)
        arn = self.arns.setdefault(asked["ClientToken"], f"{ARN}-{len(self.arns) + 1}")
        return {"ExportDescription": {"ExportArn": arn}}


@pytest.fixture
def exports(tasks, mappings, clock):
    prepare(tasks)
    return Exports(tasks.in_source("dynamodb"), clock.now)


def test_the_table_is_exported_as_it_was_when_catch_up_was_enabled(tasks, exports):
    assert run(tasks, "export_table") == {"done": True, "exportArn": f"{ARN}-1"}
    (asked,) = exports.asked
    key = boto3.client("kms", region_name=SRC).describe_key(KeyId="alias/trading-verify")["KeyMetadata"]["Arn"]
    assert asked.pop("ExportTime") == dt.datetime.fromtimestamp(int(steps()["TABLE#MAPPING"]["EnabledAt"]), dt.UTC)
    assert len(asked.pop("ClientToken")) == 36
    assert asked == {
        "TableArn": f"arn:aws:dynamodb:us-east-1:123456789012:table/{OLD}",
        "S3Bucket": BUCKET,
        "S3BucketOwner": "123456789012",
        "S3SseAlgorithm": "KMS",
        "S3SseKmsKeyId": key,
        "ExportFormat": "DYNAMODB_JSON",
        "ExportType": "FULL_EXPORT",
    }


def test_a_crash_anywhere_exports_once(tasks, exports, clock):
    for _ in crashes(lambda: run(tasks, "export_table")):
        clock.now += 100
    run(tasks, "export_table")
    assert len(exports.arns) == 1


def test_an_export_that_is_written_down_is_not_asked_for_again(tasks, exports, clock):
    run(tasks, "export_table")
    clock.now += 9 * 3600  # DynamoDB has forgotten the token by then
    assert run(tasks, "export_table")["exportArn"] == f"{ARN}-1"
    assert len(exports.asked) == 1


def test_an_export_waits_until_recovery_has_reached_its_time(tasks, exports, clock):
    exports.reached = clock.now - 300
    assert (run(tasks, "export_table")["done"], run(tasks, "check_export")["status"]) == (False, "RUNNING")
    exports.reached = clock.now
    assert run(tasks, "check_export")["status"] == "RUNNING"
    assert len(exports.arns) == 1
    exports.description = {"ExportStatus": "COMPLETED", "ItemCount": 3, "BilledSizeBytes": 9, "ExportManifest": "m"}
    answer = run(tasks, "check_export")
    assert (answer["done"], answer["status"], answer["items"], answer["bytes"]) == (True, "COMPLETE", 3, 9)


def test_an_export_before_catch_up_is_refused(tasks, mappings):
    with pytest.raises(tasks.PreconditionError, match="Call prepare_table"):
        run(tasks, "export_table")


def test_after_a_failed_export_the_next_is_another_one(tasks, exports):
    run(tasks, "export_table")
    exports.description = {"ExportStatus": "FAILED", "FailureCode": "S3NoSuchBucket", "FailureMessage": "gone"}
    answer = run(tasks, "check_export")
    assert (answer["done"], answer["status"], answer["reason"]) == (True, "FAILED", "S3NoSuchBucket: gone")
    assert run(tasks, "export_table")["exportArn"] == f"{ARN}-2"
    exports.description = {"ExportStatus": "COMPLETED", "ExportManifest": "manifest of the second"}
    assert run(tasks, "check_export")["status"] == "COMPLETE"
    assert tasks.export_record()[1]["Manifest"] == "manifest of the second"


# the end of catch-up


@pytest.fixture
def followed(tasks, mappings):
    prepare(tasks)
    return tasks


def measure(tasks, age, writes):
    asked = []

    def answer(request):
        asked.append(request)
        (query,) = request["MetricDataQueries"]
        values = {"IteratorAge": age, "ConsumedWriteCapacityUnits": writes}
        return {
            "MetricDataResults": [{"Id": query["Id"], "Values": values[query["MetricStat"]["Metric"]["MetricName"]]}]
        }

    stand_in(tasks.in_source("cloudwatch"), "GetMetricData", answer)
    return asked


@pytest.mark.parametrize(
    ("age", "writes", "result", "reason"),
    [
        ([0.0, 900.0], [5.0], "OK", ""),
        ([], [], "No records processed", ""),
        ([], [0.0], "No records processed", ""),
        ([], [5.0], "No records processed", "has not read that yet"),
        ([0.0, 1001.0], [5.0], "OK", "1001 ms behind"),
        ([0.0], [], "PROBLEM: Function call failed", "does not work: PROBLEM"),
    ],
)
def test_catch_up_ends_only_when_it_is_drained(followed, mappings, age, writes, result, reason):
    (mapping,) = mappings.made.values()
    mapping["LastProcessingResult"] = result
    measure(followed, age, writes)
    answer = run(followed, "finish_table")
    assert (answer["done"], answer["drained"]) == (not reason, not reason)
    assert reason in answer["reason"]
    assert bool(answer["reason"]) is bool(reason)
    assert len(mappings.made) == bool(reason)


def test_the_metrics_are_those_of_the_catch_up_function_and_the_historical_table(followed, clock):
    asked = measure(followed, [], [])
    run(followed, "finish_table", settings={"drainMinutes": 7})
    age, writes = (request["MetricDataQueries"][0]["MetricStat"] for request in asked)
    assert age["Metric"] == {
        "Namespace": "AWS/Lambda",
        "MetricName": "IteratorAge",
        "Dimensions": [{"Name": "FunctionName", "Value": "trading-verify-catch-up"}],
    }
    assert writes["Metric"] == {
        "Namespace": "AWS/DynamoDB",
        "MetricName": "ConsumedWriteCapacityUnits",
        "Dimensions": [{"Name": "TableName", "Value": OLD}],
    }
    assert (age["Stat"], writes["Stat"]) == ("Maximum", "Sum")
    for request in asked:
        assert request["EndTime"].timestamp() == clock.now
        assert request["EndTime"] - request["StartTime"] == dt.timedelta(minutes=7)


def test_catch_up_that_somebody_ended_is_not_taken_for_drained(followed, mappings):
    mappings.made.clear()
    measure(followed, [], [])
    answer = run(followed, "finish_table")
    assert (answer["done"], "is gone" in answer["reason"]) == (False, True)


@pytest.mark.parametrize("task", ["finish_table", "abandon_table"])
def test_a_crash_anywhere_at_the_end_leaves_no_mapping_and_is_done_twice(followed, mappings, task):
    measure(followed, [], [])
    for _ in crashes(lambda: run(followed, task)):
        assert run(followed, task)["done"]
        assert mappings.made == {}
        prepare(followed)
    assert mappings.made == {}
    assert run(followed, task)["done"]


def test_a_mapping_that_was_never_written_down_is_abandoned_too(tasks, mappings):
    mappings.slow = True
    prepare(tasks)
    run(tasks, "abandon_table")
    assert mappings.made == {}


def test_catch_up_that_was_ended_for_less_than_the_stream_remembers_goes_on(followed, clock):
    first = steps()["TABLE#MAPPING"]["EnabledAt"]
    run(followed, "abandon_table")
    clock.now += 19 * 3600
    assert prepare(followed)["done"]
    clock.now += 3 * 3600  # and is not ended any more
    assert prepare(followed)["done"]
    assert steps()["TABLE#MAPPING"]["EnabledAt"] == first


def test_catch_up_that_was_ended_for_longer_does_not_go_on(followed, mappings, clock):
    run(followed, "abandon_table")
    clock.now += 19 * 3600
    run(followed, "abandon_table")
    clock.now += 2 * 3600
    with pytest.raises(followed.PreconditionError, match="migrate under another MigrationId"):
        prepare(followed)
    assert mappings.made == {}
