"""The tasks that move the objects which were there before (lib/functions/object_tasks.py)."""

import copy
import itertools
import json
import time
from typing import Any

import boto3
import pytest

from tests.unit.functions.stand_ins import Clock, Context, CrashError, RefusedError, crash_after, crashes, stand_in

SRC, TGT = "us-east-1", "eu-central-1"
SOURCE, HISTORICAL, TARGET = "live", "historical", "replica"
ROLE = "arn:aws:iam::123456789012:role/trading-verify-us-east-1-s3-replication"
ENVIRONMENT = {
    "STATE_TABLE": "migration-state-verify",
    "MIGRATION_ID": "migration-1",
    "ACCOUNT_ID": "123456789012",
    "SOURCE_BUCKET": SOURCE,
    "TARGET_BUCKET": TARGET,
    "HISTORICAL_BUCKET": HISTORICAL,
    "REPORT_BUCKET_ARN": "arn:aws:s3:::trading-batch",
    "BATCH_ROLE_ARN": "arn:aws:iam::123456789012:role/trading-verify-us-east-1-batch-replication",
    "REPLICATION_ROLE_ARN": ROLE,
    "REPLICA_KEY_ARN": "arn:aws:kms:eu-central-1:123456789012:alias/trading-verify",
}
OURS = "migration-migration-1"


@pytest.fixture
def clock():
    """Hours after the objects of the test were written."""
    return Clock(float(int(time.time()) + 10_000))


@pytest.fixture
def tasks(aws, load, clock):
    """The function, the buckets and the state table."""
    module = load("object_tasks", TGT, **ENVIRONMENT)
    module.time = clock
    for bucket, region in ((SOURCE, SRC), (HISTORICAL, SRC), (TARGET, TGT)):
        s3 = boto3.client("s3", region_name=region)
        where = {"CreateBucketConfiguration": {"LocationConstraint": region}} if region != SRC else {}
        s3.create_bucket(Bucket=bucket, **where)
        s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    make_state_table()
    return module


def make_state_table():
    keys = ("MigrationId", "HASH"), ("Step", "RANGE")
    boto3.client("dynamodb", region_name=TGT).create_table(
        TableName="migration-state-verify",
        KeySchema=[{"AttributeName": name, "KeyType": kind} for name, kind in keys],
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name, _ in keys],
        BillingMode="PAY_PER_REQUEST",
    )


def run(tasks, task, seconds=900, **payload):
    event = json.loads(json.dumps({"task": task, "settings": {}, **payload}))
    return json.loads(json.dumps(tasks.handler(event, Context(seconds))))


def run_to_the_end(tasks, task, **payload):
    answers = [run(tasks, task, **payload)]
    while not answers[-1]["done"]:
        answers.append(run(tasks, task, **{**payload, "next": answers[-1]["next"]}))
        assert len(answers) < 500
    return answers


def put(bucket, key, body=b"trade", **options):
    boto3.client("s3", region_name=TGT if bucket == TARGET else SRC).put_object(
        Bucket=bucket, Key=key, Body=body, **options
    )


class Replication:
    """The replication configuration of a bucket, kept whole (moto gives back a part of it only)."""

    def __init__(self, client, configuration=None):
        self.now, self.written = configuration, []
        stand_in(client, "GetBucketReplication", self.get)
        stand_in(client, "PutBucketReplication", self.put)
        stand_in(client, "DeleteBucketReplication", self.delete)

    def get(self, _):
        if self.now is None:
            raise RefusedError("ReplicationConfigurationNotFoundError", 404)
        return {"ReplicationConfiguration": copy.deepcopy(self.now)}

    def put(self, asked):
        self.now = copy.deepcopy(asked["ReplicationConfiguration"])
        self.written.append(self.now)
        return {}

    def delete(self, _):
        self.now = None
        return {}

    def ids(self):
        return [rule["ID"] for rule in self.now["Rules"]]


def foreign(name="Archive", priority=7):
    return {
        "ID": name,
        "Priority": priority,
        "Status": "Enabled",
        "Filter": {"Prefix": "archive/"},
        "DeleteMarkerReplication": {"Status": "Disabled"},
        "Destination": {"Bucket": "arn:aws:s3:::elsewhere"},
    }


@pytest.fixture
def replication(tasks):
    return Replication(tasks.in_source("s3"))


# prepare and restore


def test_our_rule_replicates_everything_within_15_minutes_under_the_key_of_the_target(tasks, replication):
    assert run(tasks, "prepare_objects") == {"task": "prepare_objects", "done": True, "historical": True, "rule": OURS}
    assert replication.now == {
        "Role": ROLE,
        "Rules": [
            {
                "ID": OURS,
                "Priority": 1,
                "Status": "Enabled",
                "Filter": {"Prefix": ""},
                "DeleteMarkerReplication": {"Status": "Enabled"},
                "SourceSelectionCriteria": {
                    "SseKmsEncryptedObjects": {"Status": "Enabled"},
                    "ReplicaModifications": {"Status": "Enabled"},
                },
                "Destination": {
                    "Bucket": "arn:aws:s3:::replica",
                    "EncryptionConfiguration": {"ReplicaKmsKeyID": ENVIRONMENT["REPLICA_KEY_ARN"]},
                    "ReplicationTime": {"Status": "Enabled", "Time": {"Minutes": 15}},
                    "Metrics": {"Status": "Enabled", "EventThreshold": {"Minutes": 15}},
                },
            }
        ],
    }


def test_the_rules_that_were_there_stay_and_ours_gets_a_free_priority(tasks, replication):
    replication.now = {"Role": ROLE, "Rules": [foreign(priority=7), foreign("Other", priority=3)]}
    run(tasks, "prepare_objects")
    assert replication.ids() == ["Archive", "Other", OURS]
    assert replication.now["Rules"][:2] == [foreign(priority=7), foreign("Other", priority=3)]
    assert replication.now["Rules"][2]["Priority"] == 8


def test_a_rule_added_twice_is_there_once(tasks, replication):
    replication.now = {"Role": ROLE, "Rules": [foreign()]}
    run(tasks, "prepare_objects")
    run(tasks, "prepare_objects")
    assert replication.ids() == ["Archive", OURS]


def test_without_a_historical_bucket_nothing_is_prepared_or_restored(aws, load, clock):
    tasks = load("object_tasks", TGT, **{**ENVIRONMENT, "HISTORICAL_BUCKET": ""})
    tasks.time = clock
    make_state_table()
    assert run(tasks, "prepare_objects")["historical"] is False
    assert run(tasks, "restore_objects")["restored"] == "NOTHING"


@pytest.mark.parametrize(
    ("before", "meanwhile", "restored", "after"),
    [
        ([], [], "PREVIOUS", None),
        (["Archive"], ["Archive"], "PREVIOUS", ["Archive"]),
        ([], ["New"], "RULE_ONLY", ["New"]),
        (["Archive"], ["Archive", "New"], "RULE_ONLY", ["Archive", "New"]),
        (["Archive"], [], "RULE_ONLY", None),
    ],
)
def test_restoring_takes_out_our_rule_and_nothing_else(tasks, replication, before, meanwhile, restored, after):
    replication.now = {"Role": ROLE, "Rules": [foreign(name) for name in before]} if before else None
    run(tasks, "prepare_objects")
    ours = next(rule for rule in replication.now["Rules"] if rule["ID"] == OURS)
    replication.now["Rules"] = [*(foreign(name) for name in meanwhile), ours]
    assert run(tasks, "restore_objects")["restored"] == restored
    assert (replication.ids() if replication.now else None) == after
    assert run(tasks, "restore_objects")["restored"] == "NOTHING"
    assert (replication.ids() if replication.now else None) == after


def test_a_crash_anywhere_while_preparing_or_restoring_leads_back_to_what_was_there(tasks, replication):
    before = {"Role": ROLE, "Rules": [foreign()]}
    replication.now = copy.deepcopy(before)
    calls = []
    for call in crashes(lambda: run(tasks, "prepare_objects")):
        calls.append(call)
        assert run(tasks, "prepare_objects")["done"]
        assert replication.ids() == ["Archive", OURS]
        for _ in crashes(lambda: run(tasks, "restore_objects")):
            run(tasks, "restore_objects")
            assert replication.now == before
            run(tasks, "prepare_objects")
        assert replication.now == before
    assert calls == [1, 2, 3, 4, 5]  # location, versioning, configuration, the record, the rule


def old(rule):
    return {key: value for key, value in {**rule, "Prefix": "a/"}.items() if key != "Filter"}


@pytest.mark.parametrize(
    ("role", "rules", "settings", "says"),
    [
        (ROLE, [old(foreign())], {}, "Rules Archive of bucket historical have a Prefix and no Filter"),
        ("arn:aws:iam::123456789012:role/own", [foreign()], {}, "settings.keepReplicationRole true"),
        ("arn:aws:iam::123456789012:role/own", [foreign()], {"keepReplicationRole": True}, None),
    ],
)
def test_rules_that_ours_cannot_stand_beside_are_refused_and_left(tasks, replication, role, rules, settings, says):
    replication.now = {"Role": role, "Rules": rules}
    if says is None:
        run(tasks, "prepare_objects", settings=settings)
        assert replication.now["Role"] == role
        return
    with pytest.raises(tasks.PreconditionError, match=says):
        run(tasks, "prepare_objects", settings=settings)
    assert replication.written == []


@pytest.mark.parametrize("body", [{"Status": "Suspended"}, {}])
def test_a_bucket_without_versions_is_refused_with_the_remedy(tasks, replication, body):
    stand_in(tasks.in_source("s3"), "GetBucketVersioning", lambda _: body)
    with pytest.raises(tasks.PreconditionError, match="keeps no versions"):
        run(tasks, "prepare_objects")
    assert replication.written == []


def test_a_bucket_of_another_region_is_refused_with_the_remedy(tasks, replication, monkeypatch):
    monkeypatch.setenv("HISTORICAL_BUCKET", TARGET)
    with pytest.raises(tasks.PreconditionError, match="Its objects must be copied to us-east-1 first"):
        run(tasks, "prepare_objects")
    assert replication.written == []


# start and check


class Jobs:
    """S3 Batch Operations: one job for each token, as its documentation of ClientRequestToken says."""

    def __init__(self, client) -> None:
        self.asked: list[dict[str, Any]] = []
        self.ids: dict[str, str] = {}
        self.states: dict[str, dict[str, Any]] = {}
        stand_in(client, "CreateJob", self.create)
        stand_in(client, "DescribeJob", lambda asked: {"Job": {"JobId": asked["JobId"], **self.states[asked["JobId"]]}})

    def create(self, asked):
        token = asked["ClientRequestToken"]
        earlier = [found for found in self.asked if found["ClientRequestToken"] == token]
        if earlier and earlier[0] != asked:
            raise RefusedError("IdempotencyException")
        self.asked.append(asked)
        job = self.ids.setdefault(token, f"job-{len(self.ids) + 1}")
        self.states[job] = state("Active")
        return {"JobId": job}


def state(status, total=0, failed=0, reason=None):
    summary = {"TotalNumberOfTasks": total, "NumberOfTasksSucceeded": total - failed, "NumberOfTasksFailed": failed}
    reasons = [{"FailureCode": "ManifestGenerator", "FailureReason": reason}] if reason else []
    return {"Status": status, "ProgressSummary": summary, "FailureReasons": reasons}


@pytest.fixture
def jobs(tasks):
    put(SOURCE, "a")
    put(HISTORICAL, "b")
    return Jobs(tasks.in_source("s3control"))


def test_each_bucket_gets_a_job_for_what_was_not_replicated(tasks, jobs, clock):
    now = int(clock.now)
    assert run(tasks, "start_objects", attempt=1) == {
        "task": "start_objects",
        "done": True,
        "attempt": 1,
        "jobs": [{"bucket": SOURCE, "jobId": "job-1"}, {"bucket": HISTORICAL, "jobId": "job-2"}],
    }
    asked = jobs.asked[1]
    generator = asked["ManifestGenerator"]["S3JobManifestGenerator"]
    chosen = generator["Filter"]
    assert chosen.pop("CreatedBefore").timestamp() == now
    assert chosen == {"EligibleForReplication": True, "ObjectReplicationStatuses": ["NONE", "FAILED"]}
    assert generator["SourceBucket"] == "arn:aws:s3:::historical"
    assert generator["ManifestOutputLocation"]["ManifestPrefix"] == "objects/migration-1/historical/1/manifest"
    assert generator["ManifestOutputLocation"]["Bucket"] == "arn:aws:s3:::trading-batch"
    assert generator["EnableManifestOutput"] is True
    assert asked["Report"] == {
        "Bucket": "arn:aws:s3:::trading-batch",
        "Prefix": "objects/migration-1/historical/1/report",
        "Format": "Report_CSV_20180820",
        "Enabled": True,
        "ReportScope": "FailedTasksOnly",
        "ExpectedBucketOwner": "123456789012",
    }
    assert (asked["ConfirmationRequired"], asked["RoleArn"]) == (False, ENVIRONMENT["BATCH_ROLE_ARN"])
    assert asked["Operation"] == {"S3ReplicateObject": {}}


def test_a_crash_anywhere_starts_each_job_once(tasks, jobs, clock):
    attempt, crashed = 0, 0
    for attempt in itertools.count(1):
        try:
            with crash_after(attempt):
                run(tasks, "start_objects", attempt=attempt)
        except CrashError:
            crashed += 1
        else:
            break
        clock.now += 100  # a request that is made again must not tell another time
        answer = run(tasks, "start_objects", attempt=attempt)
        assert [job["jobId"] for job in answer["jobs"]] == [f"job-{2 * attempt - 1}", f"job-{2 * attempt}"]
    assert crashed == 12
    assert len(jobs.ids) == 2 * attempt


def test_a_job_that_is_written_down_is_not_asked_for_again(tasks, jobs):
    first = run(tasks, "start_objects", attempt=1)
    assert run(tasks, "start_objects", attempt=1) == first
    assert len(jobs.asked) == 2


def test_a_bucket_without_any_version_needs_no_job(tasks):
    Jobs(tasks.in_source("s3control"))
    assert run(tasks, "start_objects", attempt=1)["jobs"] == [
        {"bucket": SOURCE, "jobId": ""},
        {"bucket": HISTORICAL, "jobId": ""},
    ]
    answer = run(tasks, "check_objects", attempt=1)
    assert (answer["done"], answer["status"], answer["total"]) == (True, "COMPLETE", 0)


@pytest.mark.parametrize(
    ("live", "historical", "status"),
    [
        (state("Active", 5), state("Complete", 9), "RUNNING"),
        (state("Preparing"), state("Failed", 9, 9, "x"), "RUNNING"),
        (state("Complete", 5), state("Complete", 9), "COMPLETE"),
        (state("Complete", 5), state("Complete", 9, 1), "INCOMPLETE"),
        (state("Complete", 5, 1), state("Cancelled", 9), "FAILED"),
        (state("Failed", 0, 0, "No keys matched the filter"), state("Complete", 9), "COMPLETE"),
        (state("Failed", 0, 0, "The manifest did not find any objects"), state("Complete", 9), "COMPLETE"),
        (state("Failed", 0, 0, "No permission to list objects"), state("Complete", 9), "FAILED"),
        (state("Failed", 0, 0, "Not authorized to read any objects"), state("Complete", 9), "FAILED"),
        (state("Failed", 7, 7, "No keys succeeded"), state("Complete", 9), "FAILED"),
        (state("Failed", 0), state("Complete", 9), "FAILED"),
        (state("Suspended"), state("Complete", 9), "FAILED"),
    ],
)
def test_the_worst_job_decides(tasks, jobs, live, historical, status):
    run(tasks, "start_objects", attempt=1)
    jobs.states.update({"job-1": live, "job-2": historical})
    answer = run(tasks, "check_objects", attempt=1)
    assert (answer["status"], answer["done"]) == (status, status != "RUNNING")
    found = [job["ProgressSummary"] for job in (live, historical)]
    assert answer["total"] == sum(job["TotalNumberOfTasks"] for job in found)
    assert answer["failed"] == sum(job["NumberOfTasksFailed"] for job in found)
    assert answer["succeeded"] == sum(job["NumberOfTasksSucceeded"] for job in found)


def test_the_next_attempt_is_only_for_the_bucket_that_is_incomplete(tasks, jobs):
    run(tasks, "start_objects", attempt=1)
    jobs.states.update({"job-1": state("Complete", 5), "job-2": state("Complete", 9, 2)})
    run(tasks, "check_objects", attempt=1)
    assert run(tasks, "start_objects", attempt=2)["jobs"] == [{"bucket": HISTORICAL, "jobId": "job-3"}]
    jobs.states["job-3"] = state("Complete", 2)
    assert run(tasks, "check_objects", attempt=2)["status"] == "COMPLETE"


def test_jobs_that_were_not_started_are_not_taken_for_complete(tasks, jobs):
    with pytest.raises(tasks.PreconditionError, match="Call start_objects"):
        run(tasks, "check_objects", attempt=1)


# reconcile


def both(key, body=b"trade", bucket=SOURCE, **options):
    put(bucket, key, body, **options)
    put(TARGET, key, body, **options)


def test_equal_buckets_are_ok_and_the_numbers_say_what_was_compared(tasks):
    both("a", b"12345")
    both("b", b"123", HISTORICAL)
    answer = run(tasks, "reconcile_objects")
    counts = answer["counts"]
    assert (answer["ok"], answer["done"], answer["next"], answer["stopped"]) == (True, True, "", False)
    assert (counts["listed"], counts["compared"], counts["equal"], counts["bytes"]) == (2, 2, 2, 8)


CASES = {
    "missing": lambda: put(SOURCE, "k"),
    "sizeDiffers": lambda: (put(SOURCE, "k", b"new one"), put(TARGET, "k", b"old")),
    "collisions": lambda: (both("k"), put(HISTORICAL, "k")),
    "extra": lambda: put(TARGET, "k"),
}


@pytest.mark.parametrize("name", CASES)
def test_each_difference_is_counted_as_what_it_is(tasks, name):
    both("a")
    both("z")
    CASES[name]()
    answer = run(tasks, "reconcile_objects")
    assert answer["counts"][name] == 1
    assert answer["ok"] is (name == "extra")
    assert answer["counts"]["equal"] == 2
    expected = [] if name == "extra" else [("k", SOURCE, name)]
    assert [tuple(found[part] for part in ("Key", "Bucket", "Reason")) for found in differences(answer)] == expected


def differences(answer):
    table = boto3.resource("dynamodb", region_name=TGT).Table("migration-state-verify")
    items = table.scan()["Items"]
    pages = sorted(
        (item for item in items if item["Step"].startswith(f"{answer['report']}#")), key=lambda item: item["Step"]
    )
    return [found for page in pages for found in page["Differences"]]


def test_a_delete_marker_counts_as_no_object(tasks):
    both("a")
    both("gone")
    for bucket, region in ((SOURCE, SRC), (TARGET, TGT)):
        boto3.client("s3", region_name=region).delete_object(Bucket=bucket, Key="gone")
    answer = run(tasks, "reconcile_objects")
    assert (answer["ok"], answer["counts"]["listed"]) == (True, 1)


def test_objects_younger_than_the_grace_are_not_judged(tasks):
    put(SOURCE, "young")
    answer = run(tasks, "reconcile_objects", settings={"graceSeconds": 20_000})
    assert (answer["ok"], answer["counts"]["recent"], answer["counts"]["compared"]) == (True, 1, 0)
    assert run(tasks, "reconcile_objects", settings={"graceSeconds": 0})["ok"] is False


def test_an_object_deleted_since_it_was_listed_is_not_missing(tasks):
    put(SOURCE, "k")

    def gone(_):
        raise RefusedError("404", 404)

    stand_in(tasks.in_source("s3"), "HeadObject", gone)
    answer = run(tasks, "reconcile_objects")
    assert (answer["ok"], answer["counts"]["changed"]) == (True, 1)


def test_an_object_written_again_since_it_was_listed_is_not_judged(tasks):
    put(SOURCE, "k")
    moment = tasks.dt.datetime(2100, 1, 1, tzinfo=tasks.dt.UTC)
    stand_in(tasks.in_source("s3"), "HeadObject", lambda _: {"ContentLength": 5, "LastModified": moment})
    answer = run(tasks, "reconcile_objects")
    assert (answer["ok"], answer["counts"]["changed"]) == (True, 1)


def test_an_object_replicated_since_it_was_listed_is_equal(tasks):
    put(SOURCE, "k", b"12345")
    size, moment = {"ContentLength": 5}, {"LastModified": tasks.dt.datetime(2020, 1, 1, tzinfo=tasks.dt.UTC)}
    stand_in(tasks.client("s3", TGT), "HeadObject", lambda _: {**size, **moment})
    answer = run(tasks, "reconcile_objects")
    assert (answer["ok"], answer["counts"]["equal"], answer["counts"]["bytes"]) == (True, 1, 5)


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ({"ChecksumCRC32": "AAAAAA=="}, {"ChecksumCRC32": "AAAAAA=="}, "checksumEqual"),
        ({"ChecksumCRC32": "AAAAAA=="}, {"ChecksumCRC32": "BBBBBB=="}, "checksumDiffers"),
        ({"ChecksumCRC32": "AAAAAA=="}, {"ChecksumSHA256": "AAAAAA=="}, "checksumWithout"),
        ({"ChecksumCRC32": "AAAAAA==-2"}, {"ChecksumCRC32": "BBBBBB==-3"}, "checksumWithout"),
        ({"ChecksumCRC32": "AAAAAA==-2"}, {"ChecksumCRC32": "BBBBBB==-2"}, "checksumDiffers"),
        ({"ChecksumType": "FULL_OBJECT"}, {"ChecksumType": "FULL_OBJECT"}, "checksumWithout"),
        ({}, {"ChecksumCRC32": "AAAAAA=="}, "checksumWithout"),
    ],
)
def test_checksums_of_one_algorithm_over_equal_parts_are_compared(tasks, here, there, expected):
    both("k")
    head(tasks, here, there)
    answer = run(tasks, "reconcile_objects", settings={"checksumEvery": 1})
    assert answer["counts"][expected] == 1
    assert sum(answer["counts"][name] for name in ("checksumEqual", "checksumDiffers", "checksumWithout")) == 1
    assert answer["ok"] is (expected != "checksumDiffers")


def head(tasks, here, there):
    moment = {"ContentLength": 5, "LastModified": tasks.dt.datetime(2020, 1, 1, tzinfo=tasks.dt.UTC)}
    stand_in(tasks.in_source("s3"), "HeadObject", lambda asked: {**moment, **here} if asked["ChecksumMode"] else {})
    stand_in(tasks.client("s3", TGT), "HeadObject", lambda asked: {**moment, **there} if asked["ChecksumMode"] else {})


SUM = {"ChecksumCRC32": "AAAAAA=="}


@pytest.mark.parametrize(
    ("here", "there", "counted", "ok"),
    [
        ({"ReplicationStatus": "FAILED"}, {}, {"replicationFailed": 1}, False),
        ({"ReplicationStatus": "FAILED", **SUM}, SUM, {"replicationFailed": 0, "checksumEqual": 1}, True),
        ({"ReplicationStatus": "PENDING"}, {}, {"replicationPending": 1}, True),
        ({"ReplicationStatus": "COMPLETED"}, {}, {"replicationPending": 0, "replicationFailed": 0}, True),
    ],
)
def test_the_status_of_an_object_that_is_looked_at_is_counted(tasks, here, there, counted, ok):
    both("k")
    head(tasks, here, there)
    answer = run(tasks, "reconcile_objects", settings={"checksumEvery": 1})
    assert {name: answer["counts"][name] for name in counted} == counted
    assert answer["ok"] is ok


@pytest.mark.parametrize(("every", "looked"), [(0, 0), (1, 10), (3, 3), (10, 1), (11, 0)])
def test_every_nth_object_is_looked_at_whatever_the_slices(tasks, clock, every, looked):
    for number in range(10):
        both(f"k{number}")
    keys = []

    def see(asked):
        keys.append(asked["Key"])

    stand_in(tasks.client("s3", TGT), "HeadObject", see)
    tasks.BATCH = 2
    tasks.RESERVE = 900  # no time: a slice ends after one batch
    answers = run_to_the_end(tasks, "reconcile_objects", settings={"checksumEvery": every})
    assert len(keys) == looked
    assert answers[-1]["counts"]["equal"] == 10
    assert len(answers) == 6


def test_slices_count_what_one_pass_counts_and_a_slice_run_twice_counts_once(tasks, clock):
    for number in range(7):
        both(f"same{number}", b"x" * number)
    for number in range(5):
        put(SOURCE, f"missing{number}")
        put(TARGET, f"extra{number}")
    whole = run(tasks, "reconcile_objects")
    clock.now += 1
    tasks.BATCH = 2
    tasks.RESERVE = 900
    answer = run(tasks, "reconcile_objects")
    while not answer["done"]:
        first = run(tasks, "reconcile_objects", next=answer["next"])
        answer = run(tasks, "reconcile_objects", next=answer["next"])
        assert answer == first
    assert answer["counts"] == whole["counts"]
    assert (whole["counts"]["missing"], whole["counts"]["extra"], whole["counts"]["equal"]) == (5, 5, 7)
    assert [found["Key"] for found in differences(answer)] == [f"missing{number}" for number in range(5)]


def test_a_comparison_ends_early_when_everything_differs_and_keeps_100_keys(tasks):
    for number in range(130):
        put(SOURCE, f"k{number:03}")
    tasks.BATCH = 40
    answer = run(tasks, "reconcile_objects", settings={"differenceLimit": 110})
    assert (answer["done"], answer["ok"], answer["stopped"], answer["counts"]["missing"]) == (True, False, True, 120)
    assert [found["Key"] for found in differences(answer)] == [f"k{number:03}" for number in range(100)]


def test_keys_are_merged_in_the_order_of_s3(tasks):
    for key in ("a", "a/b", "B", "\uffee", "\U0001f4b6", "z\u00e9", "a b+c%"):
        both(key)
    answer = run(tasks, "reconcile_objects")
    assert (answer["ok"], answer["counts"]["equal"]) == (True, 7)


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
        ({"task": "copy_objects"}, "no task 'copy_objects' here; give one of prepare_objects"),
        ({"task": "start_objects"}, "attempt is None; give a whole number from 1"),
        ({"task": "check_objects", "attempt": 0}, "attempt is 0"),
        ({"task": "reconcile_objects", "settings": {"checksumEvery": -1}}, "settings.checksumEvery is -1"),
        ({"task": "reconcile_objects", "settings": {"graceSeconds": "15"}}, "settings.graceSeconds is '15'"),
        ({"task": "reconcile_objects", "settings": {"differenceLimit": True}}, "settings.differenceLimit is True"),
    ],
)
def test_a_wrong_payload_is_refused_by_the_name_of_its_key(tasks, payload, says):
    put(SOURCE, "k")
    with pytest.raises(tasks.SettingsError, match=says):
        tasks.handler(payload, Context())


@pytest.mark.parametrize(
    ("code", "status", "error"), [("SlowDown", 503, "ThrottledError"), ("Forbidden", 403, "ClientError")]
)
def test_only_a_busy_service_is_worth_another_call(tasks, code, status, error):
    def refuse(_):
        raise RefusedError(code, status)

    stand_in(tasks.in_source("s3"), "ListObjectsV2", refuse)
    with pytest.raises(Exception, match=code) as caught:
        run(tasks, "reconcile_objects")
    assert type(caught.value).__name__ == error
