"""A whole migration: the state machine with the functions that really move and compare objects and items.

What moto does not do is stood in for: a replication job copies what its bucket has, an export lays the table out as
DynamoDB does, and what is written to the analytics table comes to its replica. The event source mapping only stands.
"""

import time
from collections.abc import Generator
from types import SimpleNamespace
from typing import Any

import boto3
import pytest

from tests.integration.workflow.definition import SOURCES
from tests.integration.workflow.runs import Run
from tests.integration.workflow.services import stored
from tests.integration.workflow.world import QUICK, Workflow, workflow
from tests.place import ACCOUNT, SOURCE, TARGET
from tests.unit.functions.exports import ARN, STREAM, Mappings, lay_out, trade
from tests.unit.functions.objects import Replication
from tests.unit.functions.stand_in import stand_in
from tests.unit.functions.tables import make_table

HISTORICAL_BUCKET, HISTORICAL_TABLE, TABLE = "history", "trades", "trading-analytics-verify"
LIVE_BUCKET, TARGET_BUCKET = (f"trading-data-verify-{ACCOUNT}-{region}" for region in (SOURCE, TARGET))
BATCH_BUCKET = f"trading-batch-verify-{ACCOUNT}-{SOURCE}"
LIVE = {f"live/{number}": b"l" * number for number in range(1, 4)}
HISTORY = {f"1999/{number}": b"h" * number for number in range(1, 6)}
ITEMS = [trade(f"T{number:03}", str(number + 1), Symbol={"S": "ABC"}) for number in range(7)]
SETTINGS = QUICK | {"workers": 4, "checksumEvery": 1}


class World:
    """What there is before the migration, and what AWS does in it; ``lost`` and ``altered`` are what it does wrong."""

    def __init__(self, made: Workflow) -> None:
        self.workflow, self.jobs = made, dict[str, int]()
        self.lost, self.altered = "", ""
        later = SimpleNamespace(time=lambda: time.time() + 3600, sleep=time.sleep)  # than everything was written
        for source in ("object_tasks", "object_comparison"):
            self.module(source).time = later
        for bucket in (LIVE_BUCKET, HISTORICAL_BUCKET, TARGET_BUCKET, BATCH_BUCKET):
            make_bucket(bucket)
        for bucket, objects in ((LIVE_BUCKET, LIVE), (HISTORICAL_BUCKET, HISTORY)):
            for key, body in objects.items():
                s3(SOURCE).put_object(Bucket=bucket, Key=key, Body=body, Metadata={"from": bucket})
        for region in (SOURCE, TARGET):
            make_table(region, TABLE)
        make_table(SOURCE, HISTORICAL_TABLE, StreamSpecification=STREAM)
        for item in ITEMS:
            boto3.client("dynamodb", region_name=SOURCE).put_item(TableName=HISTORICAL_TABLE, Item=item)
        kms = boto3.client("kms", region_name=SOURCE)
        kms.create_alias(AliasName="alias/trading-verify", TargetKeyId=kms.create_key()["KeyMetadata"]["KeyId"])
        self.act()

    def module(self, source: str) -> Any:
        return self.workflow.modules[f"trading-verify-{source.replace('_', '-')}"]

    def act(self) -> None:
        """Stand in for the services that moto does not have."""
        objects, table = self.module("object_tasks"), self.module("table_tasks")
        self.replication = Replication(objects.in_source("s3"))
        stand_in(objects.in_source("s3control"), "CreateJob", self.create_job)
        stand_in(objects.in_source("s3control"), "DescribeJob", self.describe_job)
        self.mappings = Mappings(table.in_source("lambda"))
        self.export: dict[str, Any] = {}
        stand_in(table.in_source("dynamodb"), "ExportTableToPointInTime", self.export_table)
        stand_in(table.in_source("dynamodb"), "DescribeExport", lambda _: {"ExportDescription": self.export})
        stand_in(table.in_source("dynamodb"), "PutItem", self.replicate)

    def create_job(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Copy every current object of the bucket that is older than the filter says, as Batch Replication would."""
        generator, job = asked["ManifestGenerator"]["S3JobManifestGenerator"], f"job-{len(self.jobs) + 1}"
        bucket, before = generator["SourceBucket"].split(":::")[1], generator["Filter"]["CreatedBefore"]
        found = s3(SOURCE).list_objects_v2(Bucket=bucket)["Contents"]
        keys = [entry["Key"] for entry in found if entry["LastModified"] <= before]
        for key in keys:
            if key != self.lost:
                copied = s3(SOURCE).get_object(Bucket=bucket, Key=key)
                body, metadata = copied["Body"].read(), copied["Metadata"]
                s3(TARGET).put_object(Bucket=TARGET_BUCKET, Key=key, Body=body, Metadata=metadata)
        self.jobs[job] = len(keys)
        return {"JobId": job}

    def describe_job(self, asked: dict[str, Any]) -> dict[str, Any]:
        count = self.jobs[asked["JobId"]]
        numbers = {"TotalNumberOfTasks": count, "NumberOfTasksSucceeded": count, "NumberOfTasksFailed": 0}
        return {"Job": {"JobId": asked["JobId"], "Status": "Complete", "ProgressSummary": numbers}}

    def export_table(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Lay the table out in two files; it is complete at once."""
        items = scan(SOURCE, asked["TableArn"].split("/")[1])
        manifest = lay_out(asked["S3Bucket"], items[:4], items[4:])
        self.export = {
            "ExportArn": ARN,
            "ExportStatus": "COMPLETED",
            "ExportManifest": manifest,
            "ItemCount": len(items),
        }
        return {"ExportDescription": {"ExportArn": ARN}}

    def replicate(self, asked: dict[str, Any]) -> None:
        """Let what is written come to the replica; the write itself is moto's."""
        item = asked["Item"]
        wrong = {"Price": {"N": "999"}} if item["TradeId"]["S"] == self.altered else {}
        boto3.client("dynamodb", region_name=TARGET).put_item(TableName=TABLE, Item=item | wrong)


def s3(region: str) -> Any:
    return boto3.client("s3", region_name=region)


def make_bucket(name: str) -> None:
    region = TARGET if name == TARGET_BUCKET else SOURCE
    where = {"CreateBucketConfiguration": {"LocationConstraint": region}} if region == TARGET else {}
    s3(region).create_bucket(Bucket=name, **where)
    s3(region).put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})


def scan(region: str, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = boto3.client("dynamodb", region_name=region).scan(TableName=table)["Items"]
    return sorted(found, key=lambda item: item["TradeId"]["S"])


def target_objects() -> dict[str, tuple[bytes, str]]:
    """The objects of the target: of each its body, and the bucket that it comes from by its metadata."""
    found = {}
    for entry in s3(TARGET).list_objects_v2(Bucket=TARGET_BUCKET)["Contents"]:
        answer = s3(TARGET).get_object(Bucket=TARGET_BUCKET, Key=entry["Key"])
        found[entry["Key"]] = (answer["Body"].read(), answer["Metadata"]["from"])
    return found


def drained(region: str) -> str:
    name = f"/trading-platform/verify/state/drain-{region}"
    value: str = boto3.client("ssm", region_name=region).get_parameter(Name=name)["Parameter"]["Value"]
    return value


@pytest.fixture
def world() -> Generator[World]:
    names = {"HistoricalBucketName": HISTORICAL_BUCKET, "HistoricalTableName": HISTORICAL_TABLE}
    with workflow(*SOURCES, **names) as made:
        yield World(made)


def phases(run: Run) -> list[str]:
    return [call["phase"] for call in run.asked("record")]


def test_everything_that_was_there_is_in_the_target_at_the_end(world):
    run = world.workflow.run(SETTINGS)
    assert (run.status, run.cause) == ("SUCCEEDED", None)
    expected = {key: (body, LIVE_BUCKET) for key, body in LIVE.items()}
    expected |= {key: (body, HISTORICAL_BUCKET) for key, body in HISTORY.items()}
    assert target_objects() == expected
    assert scan(TARGET, TABLE) == ITEMS

    answers = run.answers
    assert (answers["check_objects"]["total"], answers["check_objects"]["succeeded"]) == (8, 8)
    counts = answers["reconcile_objects"]["counts"]
    assert (counts["compared"], counts["equal"], counts["bytes"]) == (
        8,
        8,
        sum(map(len, [*LIVE.values(), *HISTORY.values()])),
    )
    assert answers["backfill_table"]["counts"] == {"files": 2, "written": 7, "existing": 0, "refused": 0}
    assert answers["reconcile_table"]["counts"] == {"compared": 7, "equal": 7, "newer": 0, "missing": 0, "different": 0}
    assert (answers["reconcile_table"]["manifestItems"], answers["reconcile_table"]["backfilled"]) == (7, 7)

    assert phases(run) == [
        "VALIDATED", "MOVING", "VERIFYING", "AWAITING_APPROVAL", "DRAINING", "CUTTING_OVER", "OBSERVING", "COMPLETE",
    ]  # fmt: skip
    assert run.stored("WORKFLOW")["Phase"] == "COMPLETE"
    assert drained(SOURCE) == "true"
    assert world.mappings.made == {}
    assert_designed(world.replication.now)


def assert_designed(replication: dict[str, Any]) -> None:
    """The one rule of the historical bucket, until somebody takes it out."""
    (rule,) = replication["Rules"]
    assert replication["Role"] == f"arn:aws:iam::{ACCOUNT}:role/trading-verify-{SOURCE}-replication"
    assert (rule["Status"], rule["Filter"]) == ("Enabled", {"Prefix": ""})
    assert rule["DeleteMarkerReplication"] == {"Status": "Enabled"}
    assert rule["SourceSelectionCriteria"] == {
        "SseKmsEncryptedObjects": {"Status": "Enabled"},
        "ReplicaModifications": {"Status": "Enabled"},
    }
    assert rule["Destination"]["Bucket"] == f"arn:aws:s3:::{TARGET_BUCKET}"
    assert rule["Destination"]["ReplicationTime"] == {"Status": "Enabled", "Time": {"Minutes": 15}}


@pytest.mark.parametrize(
    ("wrong", "task", "error"),
    [
        ({"lost": "1999/3"}, "reconcile_objects", "ObjectsDiffer"),
        ({"altered": "T003"}, "reconcile_table", "TableDiffers"),
    ],
)
def test_what_is_missing_or_altered_ends_the_migration_before_the_drain_and_takes_everything_back(
    world, wrong, task, error
):
    vars(world).update(wrong)
    run = world.workflow.run(SETTINGS)
    assert (run.status, run.error) == ("FAILED", "MigrationFailed")
    assert error in run.cause
    assert run.answers[task]["ok"] is False
    report = stored(run.migration, f"{run.answers[task]['report']}#000000")
    assert next(iter(wrong.values())) in str(report["Differences"])
    assert run.asked("request_approval") == run.asked("drain") == []
    assert drained(SOURCE) == drained(TARGET) == "false"
    assert phases(run)[-1] == run.stored("WORKFLOW")["Phase"] == "FAILED"
    assert "Holder" not in run.stored("LOCK")
    assert (world.replication.now, world.mappings.made) == (None, {})
