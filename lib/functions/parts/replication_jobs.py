"""The jobs of S3 Batch Replication: one for each bucket and attempt."""

import datetime as dt
import hashlib
import os
import time

from parts.object_clients import in_source
from parts.recalling import recalled
from parts.replication_rule import arn
from parts.workflow import Json, PreconditionError
from parts.written_once import once, state

# "Troubleshooting replication" in the S3 User Guide; also said of objects in Glacier, which the comparison then misses.
NOTHING = "no keys matching the filter criteria"


def start_objects(event: Json) -> Json:
    """Start a Batch Replication job for each bucket that no attempt before has completed."""
    attempt, priority = event["attempt"], event.get("settings", {}).get("jobPriority", 10)
    names = [bucket for bucket in sources() if not is_complete(bucket, attempt)]
    jobs = [{"bucket": bucket, "jobId": start_job(bucket, attempt, priority)} for bucket in names]
    return {"done": True, "attempt": attempt, "jobs": jobs}


def sources() -> list[str]:
    """The buckets in the source region whose objects must reach the target bucket."""
    return [bucket for bucket in (os.environ["SOURCE_BUCKET"], os.environ["HISTORICAL_BUCKET"]) if bucket]


def is_complete(bucket: str, attempt: int) -> bool:
    """Whether a job of an attempt before has replicated all that it found."""
    jobs = [job for earlier in range(1, attempt) if (job := job_of(bucket, earlier))]
    return any(outcome(described(job)) == "COMPLETE" for job in jobs)


def start_job(bucket: str, attempt: int, priority: int) -> str:
    """The id of the job, started if it was not yet."""
    # The time goes into the request, and S3 refuses a token that comes again with another request.
    record = once(step(bucket, attempt), CreatedBefore=int(time.time()) + 1)  # this very second too
    if "JobId" not in record:
        request = job_request(bucket, attempt, priority, int(record["CreatedBefore"]))
        job = in_source("s3control").create_job(**request)
        record = once(step(bucket, attempt), JobId=job["JobId"])
    return str(record["JobId"])


def job_request(bucket: str, attempt: int, priority: int, before: int) -> Json:
    """The same request for the same bucket and attempt."""
    account, migration, report = (os.environ[name] for name in ("ACCOUNT_ID", "MIGRATION_ID", "REPORT_BUCKET_ARN"))
    folder = f"objects/{migration}/{bucket}/{attempt}"
    report_to = {"Bucket": report, "Prefix": f"{folder}/report", "Format": "Report_CSV_20180820", "Enabled": True}
    return {
        "AccountId": account,
        "ClientRequestToken": hashlib.sha256(f"{migration}/{bucket}/{attempt}".encode()).hexdigest(),
        "Operation": {"S3ReplicateObject": {}},
        "ManifestGenerator": {"S3JobManifestGenerator": generator(bucket, f"{folder}/manifest", before)},
        "Report": {**report_to, "ReportScope": "FailedTasksOnly", "ExpectedBucketOwner": account},
        "Priority": priority,
        "RoleArn": os.environ["BATCH_ROLE_ARN"],
        "ConfirmationRequired": False,
    }


def generator(bucket: str, prefix: str, before: int) -> Json:
    """What was written before the rule, or failed to replicate, up to a time (epoch seconds)."""
    return {
        "SourceBucket": arn(bucket),
        "ExpectedBucketOwner": os.environ["ACCOUNT_ID"],
        "EnableManifestOutput": True,
        "ManifestOutputLocation": {
            "Bucket": os.environ["REPORT_BUCKET_ARN"],
            "ManifestPrefix": prefix,
            "ManifestFormat": "S3InventoryReport_CSV_20211130",
            "ExpectedManifestBucketOwner": os.environ["ACCOUNT_ID"],
        },
        "Filter": {
            "EligibleForReplication": True,
            "ObjectReplicationStatuses": ["NONE", "FAILED"],
            "CreatedBefore": dt.datetime.fromtimestamp(before, dt.UTC),
        },
    }


def check_objects(event: Json) -> Json:
    """How far the jobs of an attempt are; the worst of them decides the status."""
    attempt = event["attempt"]
    started = [(bucket, job) for bucket in sources() if (job := job_of(bucket, attempt))]
    if not started:
        raise PreconditionError(f"Attempt {attempt} has no jobs. Call start_objects with this attempt first.")
    jobs = [{"bucket": bucket, "jobId": job, **described(job)} for bucket, job in started]
    outcomes = {outcome(job) for job in jobs}
    status = next(word for word in ("RUNNING", "FAILED", "INCOMPLETE", "COMPLETE") if word in outcomes)
    sums = {name: sum(job[name] for job in jobs) for name in ("total", "succeeded", "failed")}
    return {"done": status != "RUNNING", "attempt": attempt, "status": status, **sums, "jobs": jobs}


def described(job: str) -> Json:
    """What S3 says about a job."""
    found = in_source("s3control").describe_job(AccountId=os.environ["ACCOUNT_ID"], JobId=job)["Job"]
    numbers = found.get("ProgressSummary", {})
    reasons = [one.get("FailureReason", "") for one in found.get("FailureReasons", [])]
    return {
        "state": found["Status"],
        "total": numbers.get("TotalNumberOfTasks", 0),
        "succeeded": numbers.get("NumberOfTasksSucceeded", 0),
        "failed": numbers.get("NumberOfTasksFailed", 0),
        "reason": "; ".join(reasons)[:500],
    }


def outcome(job: Json) -> str:
    """RUNNING, COMPLETE, INCOMPLETE (objects failed) or FAILED."""
    if job["state"] in {"Failed", "Cancelled"}:
        return "COMPLETE" if job["total"] == 0 and NOTHING in job["reason"] else "FAILED"
    if job["state"] == "Complete":
        return "INCOMPLETE" if job["failed"] else "COMPLETE"
    return "RUNNING"


def step(bucket: str, attempt: int) -> str:
    """Where a job is written down."""
    return f"OBJECTS#JOB#{attempt:02}#{bucket}"


def job_of(bucket: str, attempt: int) -> str:
    """The id of a job that was started; empty if none was."""
    return str(recalled(state(), step(bucket, attempt)).get("JobId", ""))
