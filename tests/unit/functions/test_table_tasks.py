"""The tasks that move the items which were there before (lib/functions/table_tasks.py)."""

import base64
import datetime as dt
import gzip
import hashlib
import json
from typing import Any

import boto3
import pytest

from tests.unit.functions.stand_ins import Clock, Context, CrashError, RefusedError, crash_after, crashes, stand_in

SRC, TGT = "us-east-1", "eu-central-1"
TABLE, OLD, BUCKET = "trading-analytics-verify", "history-of-trades", "trading-batch-verify-123456789012-us-east-1"
CATCH_UP = "arn:aws:lambda:us-east-1:123456789012:function:trading-verify-catch-up"
STREAM = {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"}
ENVIRONMENT = {
    "STATE_TABLE": "migration-state-verify",
    "MIGRATION_ID": "migration-1",
    "ACCOUNT_ID": "123456789012",
    "TABLE_NAME": TABLE,
    "HISTORICAL_TABLE": OLD,
    "EXPORT_BUCKET": BUCKET,
    "CATCH_UP_FUNCTION_ARN": CATCH_UP,
}
KEYS = (("TradeId", "HASH", "S"), ("Timestamp", "RANGE", "N"))
EXPORT = "AWSDynamoDB/01693685827463-2d8752fd"
ARN = "arn:aws:dynamodb:us-east-1:123456789012:table/history-of-trades/export/01693685827463-2d8752fd"


def make_table(region, name, keys=KEYS, **options):
    boto3.client("dynamodb", region_name=region).create_table(
        TableName=name,
        KeySchema=[{"AttributeName": key, "KeyType": role} for key, role, _ in keys],
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": kind} for key, _, kind in keys],
        BillingMode="PAY_PER_REQUEST",
        **options,
    )


def make_historical(keys=KEYS, stream=STREAM, recovery=True):
    make_table(SRC, OLD, keys, **({"StreamSpecification": stream} if stream else {}))
    boto3.client("dynamodb", region_name=SRC).update_continuous_backups(
        TableName=OLD, PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": recovery}
    )


@pytest.fixture
def clock():
    return Clock(1_800_000_000.0)


@pytest.fixture
def tasks(aws, load, clock):
    """The function, both replicas of the analytics table, the export bucket, the key and the state table."""
    module = load("table_tasks", TGT, **ENVIRONMENT)
    module.time = clock
    for region in (SRC, TGT):
        make_table(region, TABLE)
    make_table(TGT, "migration-state-verify", (("MigrationId", "HASH", "S"), ("Step", "RANGE", "S")))
    boto3.client("s3", region_name=SRC).create_bucket(Bucket=BUCKET)
    kms = boto3.client("kms", region_name=SRC)
    kms.create_alias(AliasName="alias/trading-verify", TargetKeyId=kms.create_key()["KeyMetadata"]["KeyId"])
    return module


def run(tasks, task, seconds=900, settings=None, **payload):
    settings = {"workers": 4, "readRegion": SRC, **(settings or {})}
    event = json.loads(json.dumps({"task": task, "settings": settings, **payload}))
    return json.loads(json.dumps(tasks.handler(event, Context(seconds))))


def stored(tasks, region=SRC, table=TABLE):
    items = boto3.client("dynamodb", region_name=region).scan(TableName=table)["Items"]
    return {item["TradeId"]["S"]: item for item in items}


def store(item, region=SRC, table=TABLE):
    boto3.client("dynamodb", region_name=region).put_item(TableName=table, Item=item)


# the mapping


class Mappings:
    """Event source mappings: created, they need a moment until they are enabled (State of the Lambda API)."""

    def __init__(self, client, wait=1) -> None:
        self.made: dict[str, dict[str, Any]] = {}
        self.asked: list[dict[str, Any]] = []
        self.wait = wait
        stand_in(client, "CreateEventSourceMapping", self.create)
        stand_in(client, "GetEventSourceMapping", self.get)
        stand_in(client, "ListEventSourceMappings", self.list)
        stand_in(client, "UpdateEventSourceMapping", self.update)
        stand_in(client, "DeleteEventSourceMapping", self.delete)

    def create(self, asked):
        if any(found["EventSourceArn"] == asked["EventSourceArn"] for found in self.made.values()):
            raise RefusedError("ResourceConflictException", 409)
        self.asked.append(asked)
        uuid = f"00000000-0000-0000-0000-{len(self.asked):012}"
        self.made[uuid] = {"UUID": uuid, "State": "Creating", "FunctionArn": asked["FunctionName"], "looks": 0}
        self.made[uuid]["EventSourceArn"] = asked["EventSourceArn"]
        return self.made[uuid]

    def get(self, asked):
        if asked["UUID"] not in self.made:
            raise RefusedError("ResourceNotFoundException", 404)
        found = self.made[asked["UUID"]]
        found["looks"] += 1
        if found["State"] == "Creating" and found["looks"] > self.wait:
            found["State"] = "Enabled"
        return dict(found)

    def list(self, asked):
        return {
            "EventSourceMappings": [
                found for found in self.made.values() if found["EventSourceArn"] == asked["EventSourceArn"]
            ]
        }

    def update(self, asked):
        self.made[asked["UUID"]]["State"] = "Enabling" if asked["Enabled"] else "Disabling"
        return self.made[asked["UUID"]]

    def delete(self, asked):
        del self.made[asked["UUID"]]
        return {}


@pytest.fixture
def mappings(tasks):
    make_historical()
    return Mappings(tasks.in_source("lambda"))


def test_catch_up_begins_with_the_oldest_change_and_gives_none_up_unseen(tasks, mappings, clock):
    queue = "arn:aws:sqs:us-east-1:123456789012:trading-analytics-dlq-verify"
    answer = run(tasks, "prepare_table", settings={"catchUpDeadLetterArn": queue})
    uuid = "00000000-0000-0000-0000-000000000001"
    assert answer == {"task": "prepare_table", "done": True, "historical": True, "mapping": uuid, "state": "Enabled"}
    (asked,) = mappings.asked
    assert asked.pop("EventSourceArn").startswith(f"arn:aws:dynamodb:us-east-1:123456789012:table/{OLD}/stream/")
    assert asked == {
        "FunctionName": CATCH_UP,
        "StartingPosition": "TRIM_HORIZON",
        "BatchSize": 100,
        "BisectBatchOnFunctionError": True,
        "MaximumRetryAttempts": 10,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": queue}},
    }
    assert len(clock.slept) == 1


def test_a_crash_anywhere_while_preparing_leaves_one_mapping_and_the_first_time(tasks, mappings, clock):
    calls, first = [], None
    for call in crashes(lambda: run(tasks, "prepare_table")):
        calls.append(call)
        assert run(tasks, "prepare_table")["done"]
        first = first or tasks.recall("TABLE#MAPPING")["EnabledAt"]
        clock.now += 100
    assert len(calls) > 5
    assert len(mappings.asked) == 1
    assert tasks.recall("TABLE#MAPPING")["EnabledAt"] == first


def test_a_mapping_that_is_slow_is_asked_for_again(tasks, mappings):
    mappings.wait = 10_000
    answer = run(tasks, "prepare_table", seconds=120)
    assert (answer["done"], answer["state"]) == (False, "Creating")
    assert tasks.recall("TABLE#MAPPING") == {}
    mappings.wait = 1
    assert run(tasks, "prepare_table")["done"]


def test_a_mapping_that_somebody_disabled_is_enabled(tasks, mappings):
    run(tasks, "prepare_table")
    (mapping,) = mappings.made.values()
    mapping["State"] = "Disabled"
    assert (run(tasks, "prepare_table")["done"], mapping["State"]) == (False, "Enabling")


def test_a_mapping_of_another_function_is_not_ours(tasks, mappings):
    run(tasks, "prepare_table")
    (mapping,) = mappings.made.values()
    mapping["FunctionArn"] = f"{CATCH_UP}-of-somebody-else"
    assert tasks.find_mapping(mapping["EventSourceArn"]) == {}


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (None, "There is no table history-of-trades in us-east-1. Mend HistoricalTableName"),
        ({"keys": (("TradeId", "HASH", "S"),)}, "Copy it into a table with that key"),
        ({"keys": (("TradeId", "HASH", "S"), ("Timestamp", "RANGE", "S"))}, "Copy it into a table with that key"),
        ({"recovery": False}, "Enable point-in-time recovery"),
        ({"stream": None}, "has the stream none. Enable a stream"),
        (
            {"stream": {"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"}},
            "has the stream NEW_IMAGE. Enable a stream",
        ),
    ],
)
def test_a_table_that_cannot_be_followed_and_exported_is_refused_with_the_remedy(tasks, made, says):
    if made is not None:
        make_historical(**made)
    mappings = Mappings(tasks.in_source("lambda"))
    with pytest.raises(tasks.PreconditionError, match=says):
        run(tasks, "prepare_table")
    assert mappings.asked == []
    assert run(tasks, "abandon_table")["done"]


def test_without_a_historical_table_there_is_nothing_to_do(tasks, monkeypatch):
    monkeypatch.setenv("HISTORICAL_TABLE", "")
    assert run(tasks, "prepare_table")["historical"] is False
    assert run(tasks, "abandon_table")["done"]
    assert run(tasks, "finish_table")["done"]


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
            raise RefusedError("InvalidExportTimeException")
        self.asked.append(asked)
        arn = self.arns.setdefault(asked["ClientToken"], f"{ARN}-{len(self.arns) + 1}")
        return {"ExportDescription": {"ExportArn": arn}}


@pytest.fixture
def exports(tasks, mappings, clock):
    run(tasks, "prepare_table")
    return Exports(tasks.in_source("dynamodb"), clock.now)


def test_the_table_is_exported_as_it_was_when_catch_up_was_enabled(tasks, exports):
    assert run(tasks, "export_table") == {"task": "export_table", "done": True, "exportArn": f"{ARN}-1"}
    (asked,) = exports.asked
    key = boto3.client("kms", region_name=SRC).describe_key(KeyId="alias/trading-verify")["KeyMetadata"]["Arn"]
    assert asked.pop("ExportTime") == dt.datetime.fromtimestamp(int(tasks.recall("TABLE#MAPPING")["EnabledAt"]), dt.UTC)
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


def test_a_time_that_recovery_never_reaches_is_an_error(tasks, exports, clock):
    exports.reached = 0
    clock.now += 3600
    with pytest.raises(tasks.ClientError, match="InvalidExportTimeException"):
        run(tasks, "export_table")


def test_an_export_before_catch_up_is_refused(tasks, mappings):
    with pytest.raises(tasks.PreconditionError, match="Call prepare_table"):
        run(tasks, "export_table")


def test_after_a_failed_export_the_next_is_another_one(tasks, exports):
    run(tasks, "export_table")
    exports.description = {"ExportStatus": "FAILED", "FailureCode": "S3NoSuchBucket", "FailureMessage": "gone"}
    answer = run(tasks, "check_export")
    assert (answer["done"], answer["status"], answer["reason"]) == (True, "FAILED", "S3NoSuchBucket: gone")
    assert run(tasks, "export_table")["exportArn"] == f"{ARN}-2"


# the backfill


def trade(name, price="10", **more):
    return {"TradeId": {"S": name}, "Timestamp": {"N": "1700000000000"}, "Price": {"N": price}, **more}


def trades(count, prefix="T"):
    return [trade(f"{prefix}{number:03}") for number in range(count)]


def data_file(items):
    lines = "".join(json.dumps({"Item": item}) + "\n" for item in items)
    return gzip.compress(lines.encode()) if items else b""


def write_export(tasks, *files, **wrong):
    """An export as DynamoDB lays it out: manifest-summary.json, manifest-files.json, data/*.json.gz."""
    s3 = boto3.client("s3", region_name=SRC)
    listed: list[dict[str, Any]] = []
    for number, items in enumerate(files):
        body, key = data_file(items), f"{EXPORT}/data/{number:08}.json.gz"
        s3.put_object(Bucket=BUCKET, Key=key, Body=body)
        md5 = base64.b64encode(hashlib.md5(body).digest()).decode()
        listed.append({"itemCount": len(items), "md5Checksum": md5, "etag": "af83d6f2-1", "dataFileS3Key": key})
        listed[-1].update(wrong.get("file", {}))
    summary = {
        "version": "2020-06-30",
        "exportArn": ARN,
        "s3Bucket": BUCKET,
        "s3Prefix": None,
        "manifestFilesS3Key": f"{EXPORT}/manifest-files.json",
        "itemCount": sum(found["itemCount"] for found in listed) + wrong.get("more", 0),
        "outputFormat": "DYNAMODB_JSON",
    }
    lines = "".join(json.dumps(found) + "\n" for found in listed)
    s3.put_object(Bucket=BUCKET, Key=f"{EXPORT}/manifest-files.json", Body=lines.encode())
    s3.put_object(Bucket=BUCKET, Key=f"{EXPORT}/manifest-summary.json", Body=json.dumps(summary).encode())
    tasks.remember("TABLE#EXPORT", ExportArn=ARN, Manifest=f"{EXPORT}/manifest-summary.json")


def run_to_the_end(tasks, task, **payload):
    answers = [run(tasks, task, **payload)]
    while not answers[-1]["done"]:
        answers.append(run(tasks, task, **{**payload, "next": answers[-1]["next"]}))
        assert len(answers) < 100
    return answers


ODD = {
    "Raw": {"B": base64.b64encode(b"\x00\xff").decode()},
    "Raws": {"BS": [base64.b64encode(b"\x01").decode()]},
    "Attributes": {"M": {"Deep": {"L": [{"B": base64.b64encode(b"\x02").decode()}, {"NULL": True}]}}},
    "Tags": {"SS": ["b", "a"]},
}


def test_every_item_of_every_file_is_written_as_it_was(tasks):
    write_export(tasks, trades(3, "A"), [], [trade("odd", **ODD)])
    answer = run(tasks, "backfill_table")
    assert (answer["done"], answer["next"]) == (True, "")
    assert answer["counts"] == {"files": 3, "written": 4, "existing": 0, "refused": 0}
    found = stored(tasks)
    assert sorted(found) == ["A000", "A001", "A002", "odd"]
    assert found["odd"]["Raw"]["B"] == b"\x00\xff"
    assert found["odd"]["Raws"]["BS"] == [b"\x01"]
    assert found["odd"]["Attributes"]["M"]["Deep"]["L"] == [{"B": b"\x02"}, {"NULL": True}]
    assert stored(tasks, TGT) == {}


def test_what_is_there_already_wins_over_the_export(tasks):
    tombstone, live = trade("T000", Deleted={"BOOL": True}), trade("T001", "99")
    store(tombstone)
    store(live)
    write_export(tasks, trades(3))
    assert run(tasks, "backfill_table")["counts"] == {"files": 1, "written": 1, "existing": 2, "refused": 0}
    assert stored(tasks) == {"T000": tombstone, "T001": live, "T002": trade("T002")}


def test_a_crash_anywhere_and_a_second_run_end_with_the_same_table(tasks):
    write_export(tasks, trades(3, "A"), trades(2, "B"))
    tasks.BATCH = 2
    table, calls = boto3.client("dynamodb", region_name=SRC), []
    for call in range(1, 100):
        try:
            with crash_after(call):
                run(tasks, "backfill_table", settings={"workers": 1})
        except CrashError:
            calls.append(call)
        else:
            break
        counts = run(tasks, "backfill_table")["counts"]
        assert sorted(stored(tasks)) == ["A000", "A001", "A002", "B000", "B001"]
        assert (counts["files"], counts["written"] + counts["existing"]) == (2, 5)
        assert run(tasks, "reconcile_table")["ok"]
        for item in stored(tasks).values():
            table.delete_item(TableName=TABLE, Key={name: item[name] for name in ("TradeId", "Timestamp")})
        for number in range(2):
            tasks.state().delete_item(Key=tasks.key_of(f"TABLE#FILE#{number:06}"))
    assert len(calls) > 10


def test_slices_write_what_one_pass_writes_and_a_slice_run_twice_counts_nothing_twice(tasks):
    make_historical()
    write_export(tasks, trades(5, "A"), [], trades(4, "B"))
    store(trade("A001", "99"))
    tasks.BATCH = 2
    ticking(tasks)
    answer = run(tasks, "backfill_table", seconds=61)
    slices = 1
    while not answer["done"]:
        run(tasks, "backfill_table", seconds=61, next=answer["next"])
        answer = run(tasks, "backfill_table", seconds=61, next=answer["next"])
        slices += 1
        assert slices < 10
    assert slices == 3
    assert len(stored(tasks)) == 9
    counts = answer["counts"]
    assert (counts["files"], counts["written"] + counts["existing"], counts["refused"]) == (3, 9, 0)
    assert run(tasks, "reconcile_table")["backfilled"] == 9


def ticking(tasks):
    """Each batch takes a second."""
    whole, clock = tasks.itertools, tasks.time

    class Itertools:
        count, chain = whole.count, whole.chain

        @staticmethod
        def islice(*arguments):
            clock.now += 0.5
            return whole.islice(*arguments)

    tasks.itertools = Itertools


def test_a_throttled_write_is_made_again(tasks, clock):
    write_export(tasks, trades(5))
    left = [RefusedError("ProvisionedThroughputExceededException"), RefusedError("ThrottlingException")]

    def throttle(_):
        if left:
            raise left.pop()

    stand_in(tasks.in_source("dynamodb"), "PutItem", throttle)
    assert run(tasks, "backfill_table", settings={"workers": 1})["counts"]["written"] == 5
    assert len(clock.slept) == 2


def test_throttling_without_end_ends_the_slice_where_its_batch_began(tasks):
    write_export(tasks, trades(5))
    tasks.BATCH = 2
    names = []

    def throttle(asked):
        names.append(asked["Item"]["TradeId"]["S"])
        if names[-1] == "T003":
            raise RefusedError("ThrottlingException")

    stand_in(tasks.in_source("dynamodb"), "PutItem", throttle)
    answer = run(tasks, "backfill_table", seconds=120)
    assert (answer["done"], answer["next"]["item"], answer["next"]["now"]["written"]) == (False, 2, 2)
    tasks.client.cache_clear()  # a new client has no stand-in
    done = run(tasks, "backfill_table", next=answer["next"])
    assert done["counts"] == {"files": 1, "written": 4, "existing": 1, "refused": 0}


def test_an_item_that_dynamodb_refuses_is_kept_with_its_reason_and_fails_the_proof(tasks):
    make_historical()
    bad = trade("T001", Raw={"B": "AP8="})
    write_export(tasks, [trade("T000"), bad, trade("T002")])

    def refuse(asked):
        if asked["Item"]["TradeId"]["S"] == "T001":
            raise RefusedError("ValidationException")

    stand_in(tasks.in_source("dynamodb"), "PutItem", refuse)
    for _ in range(2):
        assert run(tasks, "backfill_table")["counts"] == {"files": 1, "written": 2, "existing": 0, "refused": 1}
    s3 = boto3.client("s3", region_name=SRC)
    kept = s3.list_objects_v2(Bucket=BUCKET, Prefix="refused/")["Contents"]
    assert [found["Key"] for found in kept] == ["refused/migration-1/000000-000000001.json"]
    body = json.loads(s3.get_object(Bucket=BUCKET, Key=kept[0]["Key"])["Body"].read())
    assert body["Item"] == bad
    assert "ValidationException" in body["Reason"]
    answer = run(tasks, "reconcile_table")
    assert (answer["ok"], answer["refused"], answer["backfilled"], answer["manifestItems"]) == (False, 1, 2, 3)
    tasks.client.cache_clear()  # a new client has no stand-in: as if somebody wrote the item by hand
    store({**bad, "Raw": {"B": b"\x00\xff"}})
    answer = run(tasks, "reconcile_table")
    assert (answer["ok"], answer["counts"]["equal"]) == (False, 3)


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (trade("T", Deleted={"BOOL": False}), "Deleted would make the trade a tombstone"),
        (trade("T", ExpiresAt={"N": "1"}), "ExpiresAt would make the trade a tombstone"),
        (trade("HEALTH#us-east-1"), "The key is one of the health probe's."),
    ],
)
def test_an_item_that_catch_up_would_refuse_is_not_backfilled(tasks, item, reason):
    write_export(tasks, [item])
    assert run(tasks, "backfill_table")["counts"] == {"files": 1, "written": 0, "existing": 0, "refused": 1}
    key = "refused/migration-1/000000-000000000.json"
    body = json.loads(boto3.client("s3", region_name=SRC).get_object(Bucket=BUCKET, Key=key)["Body"].read())
    assert (body["Item"], stored(tasks)) == (item, {})
    assert reason in body["Reason"]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"file": {"md5Checksum": "sQMSpEILNgoQmarvDFonGQ=="}}, "has not the md5 of its manifest"),
        ({"file": {"itemCount": 4}}, "has 3 items, its manifest speaks of 4"),
        ({"more": 1}, "speaks of 4 items, its files of 3"),
    ],
)
def test_a_file_that_is_not_what_its_manifest_says_is_an_error(tasks, wrong, says):
    write_export(tasks, trades(3), **wrong)
    with pytest.raises(tasks.IntegrityError, match=says):
        run(tasks, "backfill_table")
    assert ("md5" not in says and "more" not in wrong) or stored(tasks) == {}


def test_a_backfill_before_the_export_is_complete_is_refused(tasks):
    tasks.remember("TABLE#EXPORT", ExportArn=ARN)
    with pytest.raises(tasks.PreconditionError, match="Call check_export"):
        run(tasks, "backfill_table")


# the proof


def counts_of(answer):
    return {name: number for name, number in answer["counts"].items() if number}


@pytest.fixture
def backfilled(tasks):
    """Three items that were exported, backfilled and are in the historical table still."""
    make_historical()
    write_export(tasks, trades(3))
    for item in trades(3):
        store(item, table=OLD)
    run(tasks, "backfill_table")
    return tasks


def test_equal_tables_are_ok_and_the_numbers_agree(backfilled):
    answer = run(backfilled, "reconcile_table")
    assert counts_of(answer) == {"compared": 3, "equal": 3}
    assert (answer["ok"], answer["manifestItems"], answer["backfilled"], answer["refused"]) == (True, 3, 3, 0)


def test_the_replica_in_the_target_region_is_read_unless_told_otherwise(backfilled):
    answer = run(backfilled, "reconcile_table", settings={"readRegion": TGT})
    assert (answer["ok"], counts_of(answer)) == (False, {"compared": 3, "missing": 3})
    with pytest.raises(backfilled.SettingsError, match=r"settings\.readRegion is 1"):
        run(backfilled, "reconcile_table", settings={"readRegion": 1})
    event = {"task": "reconcile_table", "settings": {"workers": 1}}
    assert backfilled.handler(event, Context())["counts"]["missing"] == 3


@pytest.mark.parametrize(
    ("now", "historical", "expected", "ok"),
    [
        (trade("T001", Deleted={"BOOL": True}), None, "newer", True),
        (trade("T001", "11", Sequence={"N": "1"}), trade("T001"), "newer", True),
        (trade("T001", "11"), trade("T001", "11"), "newer", True),
        (None, None, "newer", True),
        (trade("T001", "11"), trade("T001", "12"), "different", False),
        (trade("T001", "11"), trade("T001"), "different", False),
        (trade("T001", "11", Sequence={"N": "0"}), trade("T001"), "different", False),
        (None, trade("T001"), "missing", False),
        (trade("T001", Deleted={"BOOL": False}), trade("T001"), "different", False),
        (trade("T001", "1E1", Sequence={"N": "0"}), trade("T001"), "equal", True),
    ],
)
def test_an_item_that_is_not_the_exported_one_must_be_a_newer_one(backfilled, now, historical, expected, ok):
    for table, item in ((TABLE, now), (OLD, historical)):
        key = {name: trade("T001")[name] for name in ("TradeId", "Timestamp")}
        boto3.client("dynamodb", region_name=SRC).delete_item(TableName=table, Key=key)
        if item:
            store(item, table=table)
    answer = run(backfilled, "reconcile_table")
    assert answer["counts"][expected] == (3 if expected == "equal" else 1)
    assert (answer["ok"], answer["counts"]["compared"]) == (ok, 3)
    pages = backfilled.state().scan()["Items"]
    differences = [found for page in pages for found in page.get("Differences", [])]
    assert differences == ([] if ok else [{"Key": "T001/1.7E+12", "Reason": expected}])


EXACT = "0." + "1" * 38


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ({"N": "10"}, {"N": "10.0"}, True),
        ({"N": EXACT}, {"N": EXACT[:-1] + "2"}, False),
        ({"SS": ["a", "b"]}, {"SS": ["b", "a"]}, True),
        ({"NS": ["1", "2.0"]}, {"NS": ["2", "1"]}, True),
        ({"BS": [b"a", b"b"]}, {"BS": [b"b", b"a"]}, True),
        ({"L": [{"S": "a"}, {"S": "b"}]}, {"L": [{"S": "b"}, {"S": "a"}]}, False),
        ({"M": {"x": {"N": "1"}}}, {"M": {"x": {"N": "1.00"}}}, True),
        ({"S": "1"}, {"N": "1"}, False),
        ({"B": b"1"}, {"B": b"2"}, False),
    ],
)
def test_a_checksum_is_of_the_value_not_of_the_way_it_is_written(tasks, one, other, equal):
    assert (tasks.digest(trade("T", Field=one)) == tasks.digest(trade("T", Field=other))) is equal


def test_keys_that_dynamodb_leaves_over_are_asked_for_again(backfilled, clock):
    left: list[RefusedError | None] = [RefusedError("ThrottlingException"), None, None]

    def leave(asked):
        if not left:
            return None
        if refusal := left.pop():
            raise refusal
        return {"Responses": {}, "UnprocessedKeys": asked["RequestItems"]}

    stand_in(backfilled.in_source("dynamodb"), "BatchGetItem", leave)
    assert run(backfilled, "reconcile_table", settings={"workers": 1})["counts"]["equal"] == 3
    assert len(clock.slept) == 3


@pytest.mark.parametrize("silent", [TGT, SRC])
def test_reading_that_gets_no_answer_ends_the_slice_without_a_verdict(backfilled, silent):
    """The replica that is read, then the historical table, where the replica lacks every item."""
    stand_in(
        backfilled.client("dynamodb", silent),
        "BatchGetItem",
        lambda asked: {"Responses": {}, "UnprocessedKeys": asked["RequestItems"]},
    )
    answer = run(backfilled, "reconcile_table", seconds=120, settings={"readRegion": TGT})
    assert (answer["done"], counts_of(answer), "ok" in answer) == (False, {}, False)


def test_what_was_just_written_is_read(backfilled):
    asked: list[dict[str, Any]] = []
    stand_in(backfilled.in_source("dynamodb"), "BatchGetItem", asked.append)
    run(backfilled, "reconcile_table")
    assert [request["RequestItems"][TABLE]["ConsistentRead"] for request in asked] == [True]


def test_slices_compare_what_one_pass_compares(tasks):
    make_historical()
    write_export(tasks, trades(250, "A"), trades(3, "B"))
    tasks.BATCH = 110
    for item in trades(250, "A")[5:] + trades(3, "B")[1:]:
        store(item)
    for item in trades(250, "A") + trades(3, "B"):
        store(item, table=OLD)
    ticking(tasks)
    answers = run_to_the_end(tasks, "reconcile_table", seconds=61)
    assert len(answers) > 2
    assert counts_of(answers[-1]) == {"compared": 253, "equal": 247, "missing": 6}
    assert answers[-1]["ok"] is False
    pages = tasks.state().scan()["Items"]
    names = sorted(found["Key"].split("/")[0] for page in pages for found in page.get("Differences", []))
    assert names == ["A000", "A001", "A002", "A003", "A004", "B000"]


def test_an_unfinished_backfill_is_not_ok_though_every_item_is_there(tasks):
    make_historical()
    write_export(tasks, trades(2, "A"), trades(2, "B"))
    for item in trades(2, "A") + trades(2, "B"):
        store(item)
    answer = run(tasks, "reconcile_table")
    assert (answer["ok"], answer["counts"]["equal"], answer["backfilled"]) == (False, 4, 0)


# the end of catch-up


@pytest.fixture
def followed(tasks, mappings):
    run(tasks, "prepare_table")
    return tasks


def measure(tasks, age, writes):
    asked = []

    def answer(request):
        asked.append(request)
        return {"MetricDataResults": [{"Id": "age", "Values": age}, {"Id": "writes", "Values": writes}]}

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
    (asked,) = [measure(followed, [], [])]
    run(followed, "finish_table", settings={"drainMinutes": 7})
    (request,) = asked
    metrics = {query["Id"]: query["MetricStat"] for query in request["MetricDataQueries"]}
    assert metrics["age"]["Metric"]["Dimensions"] == [{"Name": "FunctionName", "Value": "trading-verify-catch-up"}]
    assert (metrics["age"]["Metric"]["MetricName"], metrics["age"]["Stat"]) == ("IteratorAge", "Maximum")
    assert metrics["writes"]["Metric"]["Dimensions"] == [{"Name": "TableName", "Value": OLD}]
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
        run(followed, "prepare_table")
    assert mappings.made == {}
    assert run(followed, task)["done"]


def test_a_mapping_that_was_never_written_down_is_abandoned_too(tasks, mappings):
    mappings.wait = 10_000
    run(tasks, "prepare_table", seconds=120)
    run(tasks, "abandon_table")
    assert mappings.made == {}


@pytest.mark.parametrize(
    ("hours", "begun", "kept", "refused"), [(19, True, True, False), (21, False, False, False), (21, True, None, True)]
)
def test_an_export_is_worth_as_much_as_the_stream_remembers(followed, clock, hours, begun, kept, refused):
    write_export(followed, trades(1))
    first = followed.recall("TABLE#MAPPING")["EnabledAt"]
    if begun:
        run(followed, "backfill_table")
    run(followed, "abandon_table")
    clock.now += hours * 3600
    if refused:
        with pytest.raises(followed.PreconditionError, match="Delete those items from trading-analytics-verify"):
            run(followed, "prepare_table")
        return
    assert run(followed, "prepare_table")["done"]
    assert bool(followed.recall("TABLE#EXPORT")) is kept
    assert (followed.recall("TABLE#MAPPING")["EnabledAt"] == first) is kept


def test_what_is_written_down_is_not_overwritten_by_an_older_writer(tasks, clock):
    tasks.remember("STEP", Value="first")
    clock.now -= 1
    tasks.remember("STEP", Value="older")
    assert tasks.recall("STEP")["Value"] == "first"
    clock.now += 2
    tasks.remember("STEP", Value="newer")
    tasks.remember("STEP", once=True, Value="again")
    assert tasks.recall("STEP")["Value"] == "newer"


# what is wrong with a call


@pytest.mark.parametrize(
    ("payload", "says"),
    [
        ({"task": "drop_table"}, "no task 'drop_table' here; give one of prepare_table"),
        ({"task": "backfill_table", "settings": {"workers": 0}}, "settings.workers is 0; give a whole number from 1"),
        ({"task": "finish_table", "settings": {"drainMinutes": "5"}}, "settings.drainMinutes is '5'"),
    ],
)
def test_a_wrong_payload_is_refused_by_the_name_of_its_key(followed, payload, says):
    write_export(followed, trades(1))
    with pytest.raises(followed.SettingsError, match=says):
        followed.handler(payload, Context())


@pytest.mark.parametrize(
    ("code", "status", "error"), [("InternalServerError", 500, "ThrottledError"), ("Forbidden", 403, "ClientError")]
)
def test_only_a_busy_service_is_worth_another_call(tasks, code, status, error):
    def refuse(_):
        raise RefusedError(code, status)

    stand_in(tasks.in_source("dynamodb"), "DescribeTable", refuse)
    with pytest.raises(Exception, match=code) as caught:
        run(tasks, "prepare_table")
    assert code in str(caught.value)
    assert type(caught.value).__name__ in {error, code}
