"""The tasks that move the objects which were there before (lib/functions/object_tasks.py)."""

import copy
from typing import Any

import boto3
import pytest

from tests.unit.functions.objects import (
    ENVIRONMENT,
    HISTORICAL,
    ROLE,
    SOURCE,
    SRC,
    TARGET,
    TGT,
    Replication,
    object_function,
    run,
)
from tests.unit.functions.stand_in import Refusal, crashes, stand_in

OURS = "migration-migration-1"


@pytest.fixture
def tasks(aws, load, clock):
    """The function, the buckets and the state table."""
    return object_function(load, "object_tasks", clock)


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
    assert run(tasks, "prepare_objects") == {"done": True, "historical": True, "rule": OURS}
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
                    "Bucket": f"arn:aws:s3:::{TARGET}",
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


def test_without_a_historical_bucket_nothing_is_prepared_or_restored(aws, load):
    tasks = load("object_tasks", TGT, **{**ENVIRONMENT, "HISTORICAL_BUCKET": ""})
    assert run(tasks, "prepare_objects")["historical"] is False
    assert run(tasks, "restore_objects")["restored"] == "NOTHING"


@pytest.mark.parametrize(
    ("before", "meanwhile"), [([], []), (["Archive"], ["Archive"]), ([], ["New"]), (["Archive"], [])]
)
def test_restoring_takes_out_our_rule_and_nothing_else(tasks, replication, before, meanwhile):
    replication.now = {"Role": ROLE, "Rules": [foreign(name) for name in before]} if before else None
    run(tasks, "prepare_objects")
    ours = next(rule for rule in replication.now["Rules"] if rule["ID"] == OURS)
    replication.now["Rules"] = [*(foreign(name) for name in meanwhile), ours]
    after = {"Role": ROLE, "Rules": [foreign(name) for name in meanwhile]} if meanwhile else None
    assert run(tasks, "restore_objects")["restored"] == "RULE"
    assert replication.now == after
    assert run(tasks, "restore_objects")["restored"] == "NOTHING"
    assert replication.now == after


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
    assert calls == [1, 2, 3]  # location, configuration, the rule


def test_a_bucket_that_replicates_by_another_role_is_refused_and_left(tasks, replication):
    replication.now = {"Role": "arn:aws:iam::123456789012:role/own", "Rules": [foreign()]}
    with pytest.raises(tasks.PreconditionError, match="replicates with role arn:aws:iam::123456789012:role/own"):
        run(tasks, "prepare_objects")
    assert replication.written == []


def test_a_bucket_of_another_region_is_refused_with_the_remedy(tasks, replication):
    boto3.client("s3", region_name=SRC).delete_bucket(Bucket=HISTORICAL)
    where = {"LocationConstraint": TGT}
    boto3.client("s3", region_name=TGT).create_bucket(Bucket=HISTORICAL, CreateBucketConfiguration=where)
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
            return Refusal("IdempotencyException")
        self.asked.append(asked)
        job = self.ids.setdefault(token, f"job-{len(self.ids) + 1}")
        self.states[job] = state("Active")
        return {"JobId": job}


def state(status, total=0, failed=0, reason=None):
    summary = {"TotalNumberOfTasks": total, "NumberOfTasksSucceeded": total - failed, "NumberOfTasksFailed": failed}
    reasons = [{"FailureCode": "ManifestGenerator", "FailureReason": reason}] if reason else []
    return {"Status": status, "ProgressSummary": summary, "FailureReasons": reasons}


# "Troubleshooting replication" in the S3 User Guide
NOTHING = "Manifest generation found no keys matching the filter criteria."


@pytest.fixture
def jobs(tasks):
    return Jobs(tasks.in_source("s3control"))


def test_each_bucket_gets_a_job_for_what_was_not_replicated(tasks, jobs, clock):
    now = int(clock.now)
    assert run(tasks, "start_objects", attempt=1) == {
        "done": True,
        "attempt": 1,
        "jobs": [{"bucket": SOURCE, "jobId": "job-1"}, {"bucket": HISTORICAL, "jobId": "job-2"}],
    }
    asked = jobs.asked[1]
    generator = asked["ManifestGenerator"]["S3JobManifestGenerator"]
    chosen = generator["Filter"]
    assert chosen.pop("CreatedBefore").timestamp() == now + 1, "what was written in this very second is moved too"
    assert chosen == {"EligibleForReplication": True, "ObjectReplicationStatuses": ["NONE", "FAILED"]}
    assert generator["SourceBucket"] == f"arn:aws:s3:::{HISTORICAL}"
    assert generator["ManifestOutputLocation"]["ManifestPrefix"] == f"objects/migration-1/{HISTORICAL}/1/manifest"
    assert generator["ManifestOutputLocation"]["Bucket"] == "arn:aws:s3:::trading-batch-verify-123456789012-us-east-1"
    assert generator["EnableManifestOutput"] is True
    assert asked["Report"] == {
        "Bucket": "arn:aws:s3:::trading-batch-verify-123456789012-us-east-1",
        "Prefix": f"objects/migration-1/{HISTORICAL}/1/report",
        "Format": "Report_CSV_20180820",
        "Enabled": True,
        "ReportScope": "FailedTasksOnly",
        "ExpectedBucketOwner": "123456789012",
    }
    assert (asked["ConfirmationRequired"], asked["RoleArn"]) == (False, ENVIRONMENT["BATCH_ROLE_ARN"])
    assert asked["Operation"] == {"S3ReplicateObject": {}}


def test_a_crash_anywhere_starts_each_job_once(tasks, jobs, clock, monkeypatch):
    crashed = 0
    for crashed in crashes(lambda: run(tasks, "start_objects", attempt=1)):
        clock.now += 100  # a request that is made again must not tell another time
        answer = run(tasks, "start_objects", attempt=1)
        assert [job["jobId"] for job in answer["jobs"]] == [f"job-{2 * crashed - 1}", f"job-{2 * crashed}"]
        monkeypatch.setenv("MIGRATION_ID", f"migration-{crashed + 1}")
    assert crashed == 6  # of each bucket: the time, the job, its id


def test_a_job_that_is_written_down_is_not_asked_for_again(tasks, jobs):
    first = run(tasks, "start_objects", attempt=1)
    assert run(tasks, "start_objects", attempt=1) == first
    assert len(jobs.asked) == 2


@pytest.mark.parametrize(
    ("live", "historical", "status"),
    [
        (state("Active", 5), state("Complete", 9), "RUNNING"),
        (state("Preparing"), state("Failed", 9, 9, "x"), "RUNNING"),
        (state("Complete", 5), state("Complete", 9), "COMPLETE"),
        (state("Complete", 5), state("Complete", 9, 1), "INCOMPLETE"),
        (state("Complete", 5, 1), state("Cancelled", 9), "FAILED"),
        (state("Failed", 0, 0, NOTHING), state("Complete", 9), "COMPLETE"),
        (state("Failed", 7, 7, NOTHING), state("Complete", 9), "FAILED"),
        (state("Failed", 0, 0, "No permission to list objects"), state("Complete", 9), "FAILED"),
        (state("Failed", 0), state("Complete", 9), "FAILED"),
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
    only = [{"bucket": HISTORICAL, "jobId": "job-3"}]
    assert run(tasks, "start_objects", attempt=2)["jobs"] == only
    jobs.states["job-3"] = state("Complete", 2, 1)
    assert run(tasks, "check_objects", attempt=2)["status"] == "INCOMPLETE"
    assert run(tasks, "start_objects", attempt=3)["jobs"] == [{"bucket": HISTORICAL, "jobId": "job-4"}]


def test_jobs_that_were_not_started_are_not_taken_for_complete(tasks, jobs):
    with pytest.raises(tasks.PreconditionError, match="Call start_objects"):
        run(tasks, "check_objects", attempt=1)
