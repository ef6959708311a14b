"""Batch Replication: what was there before the rule, or failed, is replicated by a job."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from botocore.exceptions import ClientError

from tapstack.simulate.behaviours.objects.batch import NOTHING
from tapstack.simulate.resources import UnsupportedError
from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET
from tests.unit.simulate.behaviours.objects.conftest import ACCOUNT, BATCH_ROLE, HERE, THERE, rule

PREPARED, DONE = 66, 80
"""Seconds until a job has its manifest, and until it has replicated some objects."""


def request(token="t", bucket=HERE, wanted=None, scope="AllTasks", **more):
    generator = {
        "SourceBucket": f"arn:aws:s3:::{bucket}",
        "EnableManifestOutput": True,
        "ManifestOutputLocation": {
            "Bucket": "arn:aws:s3:::reports",
            "ManifestPrefix": "manifests",
            "ManifestFormat": "S3InventoryReport_CSV_20211130",
        },
        "Filter": {"EligibleForReplication": True, **(wanted or {})},
    }
    report = {"Bucket": "arn:aws:s3:::reports", "Prefix": "told", "Format": "Report_CSV_20180820", "Enabled": True}
    asked = {
        "AccountId": ACCOUNT,
        "ClientRequestToken": token,
        "Operation": {"S3ReplicateObject": {}},
        "ManifestGenerator": {"S3JobManifestGenerator": generator},
        "Report": {**report, "ReportScope": scope},
        "Priority": 10,
        "RoleArn": BATCH_ROLE,
        "ConfirmationRequired": False,
    }
    return {**asked, **more}


class Batch:
    """What tests do with jobs."""

    def __init__(self, world):
        self.world = world
        self.control = world.life.client("s3control", SOURCE)

    def start(self, **asked):
        return self.control.create_job(**request(**asked))["JobId"]

    def told(self, job):
        return self.control.describe_job(AccountId=ACCOUNT, JobId=job)["Job"]

    def done(self, seconds=DONE, **asked):
        """What is told of a job that was started, after a while."""
        job = self.start(**asked)
        self.world.run(seconds)
        return self.told(job)

    def numbers(self, told):
        progress = told["ProgressSummary"]
        return tuple(progress[name] for name in ("TotalNumberOfTasks", "NumberOfTasksSucceeded", "NumberOfTasksFailed"))

    def report(self, job):
        """The summary of a report, and the lines of each result by its status."""
        get = self.world.s3().get_object
        summary = json.loads(get(Bucket="reports", Key=f"told/job-{job}/manifest.json")["Body"].read())
        lines = {}
        for one in summary["Results"]:
            body = get(Bucket=one["Bucket"], Key=one["Key"])["Body"].read().decode()
            lines[one["TaskExecutionStatus"]] = list(csv.reader(io.StringIO(body)))
        return summary, lines


@pytest.fixture
def batch(world):
    world.bucket("reports")
    return Batch(world)


def why(told):
    return [one["FailureReason"] for one in told["FailureReasons"]]


def test_a_job_goes_from_new_to_complete_and_replicates_all_versions_and_markers(batch, world):
    first, second = world.put(body=b"1"), world.put(body=b"2")
    world.put("gone")
    world.s3().delete_object(Bucket=HERE, Key="gone")
    world.replicate()
    job, seen = batch.start(), []
    for _ in range(DONE * 4):
        status = batch.told(job)["Status"]
        seen += [status] if status not in seen else []
        world.run(0.02 if status == "Active" else 0.25)
    assert seen == ["New", "Preparing", "Active", "Complete"]
    assert batch.numbers(batch.told(job)) == (4, 4, 0)
    assert world.versions() == world.versions(HERE)
    assert {first, second} < {version for _, version in world.versions()}
    assert (world.keys(), world.status("a"), world.status("a", THERE)) == (["a"], "COMPLETED", "REPLICA")
    assert world.head(bucket=THERE)["VersionId"] == second


@pytest.mark.parametrize(
    ("statuses", "there"),
    [(["NONE"], ["old"]), (["FAILED"], ["failed"]), (["NONE", "FAILED"], ["failed", "old"]), (["COMPLETED"], [])],
)
def test_a_job_replicates_what_has_one_of_the_statuses(batch, world, statuses, there):
    world.put("old")
    world.replicate()
    world.forbid("s3:ReplicateObject")
    world.put("failed")
    world.run()
    world.permit("s3:ReplicateObject")
    told = batch.done(wanted={"ObjectReplicationStatuses": statuses})
    assert world.keys() == there
    assert told["Status"] == ("Complete" if there else "Failed")


def test_a_job_takes_what_was_written_between_two_times(batch, world):
    for key in ("first", "second", "third"):
        world.put(key)
        world.run(100)
    world.replicate()
    after, before = (datetime(2026, 1, 5, 9, minute, 30, tzinfo=UTC) for minute in (0, 2))
    batch.done(wanted={"CreatedAfter": after, "CreatedBefore": before})
    assert world.keys() == ["second"]


def test_a_job_takes_only_what_the_rules_let_through(batch, world):
    world.put("in/a")
    world.put("out/a")
    world.put("in/frozen", StorageClass="GLACIER")
    world.s3().delete_object(Bucket=HERE, Key="in/a")
    world.replicate(rule(Filter={"Prefix": "in/"}, DeleteMarkerReplication={"Status": "Disabled"}))
    assert batch.numbers(batch.done()) == (1, 1, 0)
    assert world.keys() == ["in/a"]


def test_replicas_are_replicated_by_a_job_that_asks_for_them(batch, world):
    world.bucket("third", TARGET)
    world.bucket("reports-there", TARGET)
    world.replicate()
    world.put()
    world.run()
    world.replicate(rule(Destination={"Bucket": "arn:aws:s3:::third"}), bucket=THERE)
    asked = request(bucket=THERE, wanted={"ObjectReplicationStatuses": ["REPLICA"]})
    asked["ManifestGenerator"]["S3JobManifestGenerator"]["EnableManifestOutput"] = False
    asked["Report"] = {"Enabled": False}
    world.life.client("s3control", TARGET).create_job(**asked)
    world.run(DONE)
    assert [one["Key"] for one in world.life.client("s3", TARGET).list_objects_v2(Bucket="third")["Contents"]] == ["a"]
    assert world.status(bucket=THERE) == "REPLICA"


def test_without_keys_a_job_fails_and_says_so(batch, world):
    world.replicate()
    told = batch.done()
    assert (told["Status"], why(told), batch.numbers(told)) == ("Failed", [NOTHING], (0, 0, 0))


def test_a_source_without_a_configuration_fails_with_another_reason(batch, world):
    world.put()
    told = batch.done()
    assert told["Status"] == "Failed"
    assert NOTHING not in why(told)[0]


@pytest.mark.parametrize("action", ["sts:AssumeRole", "s3:GetReplicationConfiguration", "s3:PutInventoryConfiguration"])
def test_a_role_that_cannot_make_the_manifest_fails_the_job(batch, world, action):
    world.put()
    world.replicate()
    world.forbid(action)
    told = batch.done()
    assert (told["Status"], world.keys()) == ("Failed", [])
    assert action in why(told)[0]


def test_what_may_not_be_replicated_fails_one_by_one_and_is_reported_with_its_reason(batch, world):
    version = world.put("a b")
    world.replicate()
    world.forbid("s3:InitiateReplication")
    told = batch.done()
    assert (told["Status"], batch.numbers(told)) == ("Complete", (1, 0, 1))
    _, lines = batch.report(told["JobId"])
    ((*about, message),) = lines["failed"]
    assert about == [HERE, "a%20b", version, "failed", "InitiateReplicationNotPermitted", "403"]
    assert "s3:InitiateReplication" in message
    assert "succeeded" not in lines


@pytest.mark.parametrize("forbidden", [THERE, "third"])
def test_a_version_that_one_of_two_destinations_does_not_get_has_failed(batch, world, forbidden):
    world.bucket("third")
    world.put()
    world.replicate(rule(), rule(ID="third", Priority=2, Destination={"Bucket": "arn:aws:s3:::third"}))
    world.forbid("s3:ReplicateObject", resource=f"arn:aws:s3:::{forbidden}/*")
    told = batch.done()
    assert (batch.numbers(told), world.status()) == ((1, 0, 1), "FAILED")
    got = {THERE: world.keys(), "third": world.keys("third")}
    assert got == {THERE: ["a"], "third": ["a"], forbidden: []}


def test_failures_of_jobs_are_measured_and_told_like_others(batch, world):
    world.put()
    world.tell("s3:Replication:OperationFailedReplication")
    world.replicate(rule(Destination={"ReplicationTime": {"Status": "Disabled", "Time": {"Minutes": 15}}}))
    world.forbid("s3:ReplicateObject")
    batch.done()
    assert world.metric("OperationsFailedReplication", SOURCE, "Sum") == [1.0]
    assert [record["replicationEventData"]["failureReason"] for record in world.told] == ["DstPutObjectNotPermitted"]
    assert world.status() == "FAILED"


@pytest.mark.parametrize(("scope", "results"), [("AllTasks", ["succeeded"]), ("FailedTasksOnly", [])])
def test_a_report_has_the_tasks_that_it_is_to_have(batch, world, scope, results):
    version = world.put()
    world.replicate()
    told = batch.done(scope=scope)
    summary, lines = batch.report(told["JobId"])
    assert list(lines) == results
    assert summary["ReportSchema"].startswith("Bucket, Key, VersionId, TaskStatus, ErrorCode")
    if results:
        assert lines["succeeded"] == [[HERE, "a", version, "succeeded", "", "200", "Successful"]]


def test_the_manifest_is_kept_where_it_is_asked_for_and_told(batch, world):
    version = world.put()
    world.replicate()
    descriptor = batch.done()["GeneratedManifestDescriptor"]
    key = descriptor["Location"]["ObjectArn"].removeprefix("arn:aws:s3:::reports/")
    assert key.startswith("manifests/")
    assert world.s3().get_object(Bucket="reports", Key=key)["Body"].read().decode() == f"{HERE},a,{version}\n"


@pytest.mark.parametrize("bucket", ["Report", "Manifest"])
def test_a_bucket_that_does_not_take_the_report_or_the_manifest_fails_the_job(batch, world, bucket):
    world.put()
    world.replicate()
    asked = request()
    generator = asked["ManifestGenerator"]["S3JobManifestGenerator"]
    place = asked["Report"] if bucket == "Report" else generator["ManifestOutputLocation"]
    place["Bucket"] = "arn:aws:s3:::nowhere"
    job = batch.control.create_job(**asked)["JobId"]
    world.run(DONE)
    told = batch.told(job)
    assert told["Status"] == "Failed"
    assert bucket.lower() in why(told)[0]
    assert world.keys() == (["a"] if bucket == "Report" else [])


def test_what_the_destination_deleted_for_good_does_not_come_back(batch, world):
    world.replicate()
    version = world.put()
    world.run()
    world.s3(THERE).delete_object(Bucket=THERE, Key="a", VersionId=version)
    told = batch.done(wanted={"ObjectReplicationStatuses": ["COMPLETED"]})
    _, lines = batch.report(told["JobId"])
    assert (world.versions(), lines["failed"][0][4]) == ([], "DstObjectHardDeleted")


def test_a_late_version_does_not_become_the_current_one(batch, world):
    world.put(body=b"old")
    world.run(1)
    world.replicate()
    newest = world.put(body=b"new")
    world.run()
    batch.done()
    assert (world.head(bucket=THERE)["VersionId"], len(world.versions())) == (newest, 2)


def test_the_same_request_with_the_same_token_is_the_same_job(batch, world):
    world.replicate()
    job = batch.start()
    assert batch.start() == job
    assert batch.start(token="other") != job
    with pytest.raises(ClientError, match="IdempotencyException"):
        batch.start(Priority=11)


def test_a_job_that_needs_confirmation_waits_for_it(batch, world):
    world.put()
    world.replicate()
    told = batch.done(ConfirmationRequired=True)
    assert (told["Status"], told["SuspendedCause"], world.keys()) == ("Suspended", "AwaitingConfirmation", [])
    batch.control.update_job_status(AccountId=ACCOUNT, JobId=told["JobId"], RequestedJobStatus="Ready")
    world.run(20)
    assert (batch.told(told["JobId"])["Status"], world.keys()) == ("Complete", ["a"])


def test_a_cancelled_job_stops_where_it_is_and_cannot_be_changed_any_more(batch, world):
    for number in range(100):
        world.put(f"{number:03}")
    world.replicate()
    job = batch.start()
    world.run(65.5)
    cancelled = batch.control.update_job_status(AccountId=ACCOUNT, JobId=job, RequestedJobStatus="Cancelled")
    world.run(10)
    told = batch.told(job)
    total, succeeded, _ = batch.numbers(told)
    assert (cancelled["Status"], told["Status"], total) == ("Cancelling", "Cancelled", 100)
    assert 45 <= succeeded == len(world.keys()) <= 55
    with pytest.raises(ClientError, match="JobStatusException"):
        batch.control.update_job_status(AccountId=ACCOUNT, JobId=job, RequestedJobStatus="Ready")


def test_a_job_tells_its_time_and_its_priority(batch, world):
    for number in range(100):
        world.put(f"{number:03}")
    world.replicate()
    job = batch.start()
    batch.control.update_job_priority(AccountId=ACCOUNT, JobId=job, Priority=99)
    world.run(200)
    told = batch.told(job)
    assert told["Priority"] == 99
    assert told["ProgressSummary"]["Timers"]["ElapsedTimeInActiveSeconds"] == 1
    assert (told["TerminationDate"] - told["CreationTime"]).total_seconds() == pytest.approx(PREPARED, abs=0.1)


def test_jobs_are_listed_in_their_region_by_their_status(batch, world):
    world.replicate()
    job = batch.start()
    world.run(DONE)
    other = batch.start(token="other")
    listed = batch.control.list_jobs(AccountId=ACCOUNT)["Jobs"]
    assert [one["JobId"] for one in listed] == [job, other]
    assert [one["Status"] for one in listed] == ["Failed", "New"]
    only = batch.control.list_jobs(AccountId=ACCOUNT, JobStatuses=["New"])["Jobs"]
    assert [one["JobId"] for one in only] == [other]
    assert world.life.client("s3control", TARGET).list_jobs(AccountId=ACCOUNT)["Jobs"] == []


def test_a_job_of_another_region_or_none_is_not_found(batch, world):
    world.replicate()
    job = batch.start()
    for control, named in ((world.life.client("s3control", TARGET), job), (batch.control, "no-job")):
        with pytest.raises(ClientError, match="NotFoundException"):
            control.describe_job(AccountId=ACCOUNT, JobId=named)


@pytest.mark.parametrize("bucket", [THERE, "nowhere"])
def test_a_source_bucket_of_another_region_or_none_is_refused(batch, bucket):
    with pytest.raises(ClientError, match="BadRequestException"):
        batch.start(bucket=bucket)


def test_while_the_region_is_out_of_reach_a_job_stands_still(batch, world):
    world.put()
    world.replicate()
    job = batch.start()
    world.run(30)
    world.life.outages.lose(SOURCE)
    world.run(1000)
    world.life.outages.restore(SOURCE)
    assert batch.told(job)["Status"] == "Preparing"
    world.run(10)
    assert (batch.told(job)["Status"], world.keys()) == ("Complete", ["a"])


def test_while_the_destination_is_out_of_reach_a_job_is_active(batch, world):
    world.put()
    world.replicate()
    world.life.outages.lose(TARGET)
    job = batch.start()
    world.run(DONE)
    assert batch.told(job)["Status"] == "Active"
    world.life.outages.restore(TARGET)
    world.run(10)
    assert (batch.told(job)["Status"], world.keys()) == ("Complete", ["a"])


@pytest.mark.parametrize(
    "changed",
    [
        {"Operation": {"S3DeleteObjectTagging": {}}},
        {"wanted": {"EligibleForReplication": False}},
        {"wanted": {"ObjectSizeLessThanBytes": 5}},
    ],
)
def test_jobs_of_other_kinds_are_not_modelled(batch, changed):
    with pytest.raises(UnsupportedError, match="CreateJob"):
        batch.start(**changed)
