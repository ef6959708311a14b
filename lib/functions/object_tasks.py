"""Tasks of the migration that move the objects which were there before: S3 Batch Replication, and its proof.

The state machine calls ``handler`` with ``{"task": NAME, "settings": {...}}``. Every task may run twice, and after a
crash half way. Jobs and replication rules live in the source region, the state table in the target region.
"""

import concurrent.futures
import dataclasses
import datetime as dt
import functools
import hashlib
import heapq
import itertools
import json
import logging
import operator
import os
import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import boto3
import botocore.exceptions
from botocore.config import Config
from botocore.exceptions import ClientError

RESERVE = 60  # seconds before the function's timeout at which a slice ends
BATCH = 1000  # keys judged between two looks at the clock
KEPT = 100  # differing keys that are written down
WORKERS = 16
BAD = ("missing", "sizeDiffers", "checksumDiffers", "replicationFailed", "collisions")
COUNTED = (
    "listed",
    "equal",
    "bytes",
    "extra",
    "recent",
    "changed",
    "replicationPending",
    "checksumEqual",
    "checksumWithout",
)
# No source tells AWS's words for a generated manifest without a key; permissions must never be taken for that.
NOTHING = re.compile(r"^(?!.*(denied|permi|forbid|authori)).*\b(no|not|zero|empty)\b.*\b(keys?|objects?)\b", re.I)
BUSY = {"SlowDown", "Throttling", "ThrottlingException", "TooManyRequestsException", "RequestLimitExceeded"}
BUSY |= {"ProvisionedThroughputExceededException"}
RUNNING = {"New", "Preparing", "Ready", "Active", "Pausing", "Paused", "Completing", "Cancelling", "Failing"}
UNREACHABLE = (botocore.exceptions.ConnectionError, botocore.exceptions.HTTPClientError)
log = logging.getLogger(__name__)
log.setLevel(logging.INFO)


class SettingsError(Exception):
    """The payload is wrong; the message names the key."""


class PreconditionError(Exception):
    """The account is not as the task needs it; the message says what to do."""


class ThrottledError(Exception):
    """A service is busy or out of reach beyond the clients' own retries; the same call may succeed later."""


@dataclasses.dataclass(frozen=True)
class Call:
    """One invocation: its payload, and when it must end (epoch seconds)."""

    event: dict[str, Any]
    deadline: float

    def number(self, name: str, default: int) -> int:
        """The setting ``name``, a whole number from 0."""
        value = (self.event.get("settings") or {}).get(name, default)
        if type(value) is not int or value < 0:
            raise SettingsError(f"settings.{name} is {value!r}; give a whole number from 0, or leave it out.")
        return value

    def attempt(self) -> int:
        """Which try of the batch jobs this is, from 1."""
        value = self.event.get("attempt")
        if type(value) is not int or value < 1:
            raise SettingsError(f"attempt is {value!r}; give a whole number from 1.")
        return value


@functools.cache
def client(service: str, region: str) -> Any:
    """A client whose calls end well within the time that is kept in reserve."""
    retries = {"mode": "standard", "total_max_attempts": 4}
    config = Config(connect_timeout=3, read_timeout=10, retries=retries, max_pool_connections=WORKERS)
    return boto3.client(service, region_name=region, config=config)


@functools.cache
def state() -> Any:
    """The state table."""
    config = Config(connect_timeout=3, read_timeout=10, retries={"mode": "standard", "total_max_attempts": 4})
    resource = boto3.resource("dynamodb", region_name=os.environ["TARGET_REGION"], config=config)
    return resource.Table(os.environ["STATE_TABLE"])


def transient(error: Exception) -> bool:
    """Whether the service is busy or out of reach, not against the request."""
    if not isinstance(error, ClientError):
        return True
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return status >= 500 or error.response["Error"]["Code"] in BUSY


def recall(step: str) -> dict[str, Any]:
    """What is written down for ``step``; empty if nothing is."""
    key = {"MigrationId": os.environ["MIGRATION_ID"], "Step": step}
    found: dict[str, Any] = state().get_item(Key=key, ConsistentRead=True).get("Item", {})
    return found


def remember(step: str, *, once: bool = False, **attributes: Any) -> None:
    """Write ``step`` down, unless something newer (with ``once``: anything) is there already."""
    now = int(time.time() * 1000)
    item = {"MigrationId": os.environ["MIGRATION_ID"], "Step": step, "At": now, **attributes}
    condition: dict[str, Any] = {"ConditionExpression": "attribute_not_exists(#at)"}
    if not once:
        condition = {"ConditionExpression": "attribute_not_exists(#at) OR #at <= :at"}
        condition["ExpressionAttributeValues"] = {":at": now}
    try:
        state().put_item(Item=item, ExpressionAttributeNames={"#at": "At"}, **condition)
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise


def sources() -> list[str]:
    """The buckets in the source region whose objects must reach the target bucket."""
    return [bucket for bucket in (os.environ["SOURCE_BUCKET"], os.environ["HISTORICAL_BUCKET"]) if bucket]


def in_source(service: str) -> Any:
    """A client in the source region."""
    return client(service, os.environ["SOURCE_REGION"])


# The replication rule of the historical bucket


def prepare_objects(call: Call) -> dict[str, Any]:
    """Add our rule to the historical bucket's replication; what was there is written down first."""
    bucket = os.environ["HISTORICAL_BUCKET"]
    if not bucket:
        return {"done": True, "historical": False, "rule": ""}
    require_versions(bucket)
    current = replication(bucket)
    others = without_ours(current)
    require_mixable(call, bucket, current, others)
    previous = {"Role": current["Role"], "Rules": others} if others else {}
    remember("OBJECTS#REPLICATION", once=True, Bucket=bucket, Previous=json.dumps(previous))
    role = previous.get("Role", os.environ["REPLICATION_ROLE_ARN"])
    configuration = {"Role": role, "Rules": [*others, rule(others)]}
    in_source("s3").put_bucket_replication(Bucket=bucket, ReplicationConfiguration=configuration)
    return {"done": True, "historical": True, "rule": rule_id()}


def restore_objects(_: Call) -> dict[str, Any]:
    """Take our rule out; where nothing else changed that is the configuration of before, or none."""
    record = recall("OBJECTS#REPLICATION")
    if not record:
        return {"done": True, "restored": "NOTHING"}
    bucket, previous = record["Bucket"], json.loads(record["Previous"])
    current = replication(bucket)
    others = without_ours(current)
    same = sorted_rules(others) == sorted_rules(previous.get("Rules", []))
    if len(others) < len(current.get("Rules", [])):
        if others:
            configuration = previous if same else {"Role": current["Role"], "Rules": others}
            in_source("s3").put_bucket_replication(Bucket=bucket, ReplicationConfiguration=configuration)
        else:
            in_source("s3").delete_bucket_replication(Bucket=bucket)
    state().delete_item(Key={"MigrationId": record["MigrationId"], "Step": record["Step"]})
    return {"done": True, "restored": "PREVIOUS" if same else "RULE_ONLY"}


def rule_id() -> str:
    """The name of our rule, the same in every run of one migration."""
    return f"migration-{os.environ['MIGRATION_ID']}"[:255]


def rule(others: list[dict[str, Any]]) -> dict[str, Any]:
    """Our rule: everything, delete markers, encrypted objects, metadata, within 15 minutes."""
    minutes = {"Status": "Enabled", "Time": {"Minutes": 15}}
    return {
        "ID": rule_id(),
        "Priority": 1 + max((other.get("Priority", 0) for other in others), default=0),
        "Status": "Enabled",
        "Filter": {"Prefix": ""},
        "DeleteMarkerReplication": {"Status": "Enabled"},
        "SourceSelectionCriteria": {
            "SseKmsEncryptedObjects": {"Status": "Enabled"},
            "ReplicaModifications": {"Status": "Enabled"},
        },
        "Destination": {
            "Bucket": arn(os.environ["TARGET_BUCKET"]),
            "EncryptionConfiguration": {"ReplicaKmsKeyID": os.environ["REPLICA_KEY_ARN"]},
            "ReplicationTime": minutes,
            "Metrics": {"Status": "Enabled", "EventThreshold": {"Minutes": 15}},
        },
    }


def arn(bucket: str) -> str:
    """The ARN of a bucket, in the partition of the report bucket."""
    return f"{os.environ['REPORT_BUCKET_ARN'].split(':::')[0]}:::{bucket}"


def replication(bucket: str) -> dict[str, Any]:
    """The replication configuration of a bucket in the source region; empty if there is none."""
    try:
        answer = in_source("s3").get_bucket_replication(Bucket=bucket)
    except ClientError as error:
        if error.response["Error"]["Code"] == "ReplicationConfigurationNotFoundError":
            return {}
        raise
    configuration: dict[str, Any] = answer["ReplicationConfiguration"]
    return configuration


def without_ours(configuration: dict[str, Any]) -> list[dict[str, Any]]:
    """The rules that are not ours."""
    return [found for found in configuration.get("Rules", []) if found.get("ID") != rule_id()]


def sorted_rules(rules: list[dict[str, Any]]) -> list[str]:
    """The rules in a form that compares."""
    return sorted(json.dumps(found, sort_keys=True) for found in rules)


def require_versions(bucket: str) -> None:
    """Replication needs versions, and our jobs the source region."""
    location = in_source("s3").get_bucket_location(Bucket=bucket)["LocationConstraint"] or "us-east-1"
    region = os.environ["SOURCE_REGION"]
    if location != region:
        raise PreconditionError(f"Bucket {bucket} is in {location}. Its objects must be copied to {region} first.")
    if in_source("s3").get_bucket_versioning(Bucket=bucket).get("Status") != "Enabled":
        raise PreconditionError(f"Bucket {bucket} keeps no versions. Enable versioning on it, then start again.")


def require_mixable(call: Call, bucket: str, current: dict[str, Any], others: list[dict[str, Any]]) -> None:
    """Our rule must be allowed beside the others, and the role they share allowed to carry it out."""
    old = [found.get("ID", "(without ID)") for found in others if "Filter" not in found]
    if old:
        raise PreconditionError(
            f"Rules {', '.join(old)} of bucket {bucket} have a Prefix and no Filter, which S3 does not mix with ours. "
            "Rewrite them with Filter, Priority and DeleteMarkerReplication, then start again."
        )
    keeps = (call.event.get("settings") or {}).get("keepReplicationRole") is True
    if others and current["Role"] != os.environ["REPLICATION_ROLE_ARN"] and not keeps:
        raise PreconditionError(
            f"Bucket {bucket} replicates with role {current['Role']}, which all its rules share. Allow that role what "
            f"{os.environ['REPLICATION_ROLE_ARN']} may do, then start again with settings.keepReplicationRole true."
        )


# The jobs


def start_objects(call: Call) -> dict[str, Any]:
    """Start a Batch Replication job for each bucket that the attempt before did not complete."""
    attempt = call.attempt()
    names = [bucket for bucket in sources() if recall(job_step(attempt - 1, bucket)).get("Outcome") != "COMPLETE"]
    jobs = [{"bucket": bucket, "jobId": start_job(call, bucket, attempt)} for bucket in names]
    return {"done": True, "attempt": attempt, "jobs": jobs}


def job_step(attempt: int, bucket: str) -> str:
    """Where a job is written down."""
    return f"OBJECTS#JOB#{attempt:02}#{bucket}"


def start_job(call: Call, bucket: str, attempt: int) -> str:
    """The id of the job, started if it was not yet; empty for a bucket without any version."""
    step = job_step(attempt, bucket)
    # The time goes into the request, and S3 refuses a token that comes again with another request.
    remember(step, once=True, CreatedBefore=int(time.time()))
    record = recall(step)
    if "JobId" in record:
        return str(record["JobId"])
    versions = in_source("s3").list_object_versions(Bucket=bucket, MaxKeys=1)
    if not versions.get("Versions") and not versions.get("DeleteMarkers"):
        remember(step, CreatedBefore=record["CreatedBefore"], JobId="", Outcome="COMPLETE")
        return ""
    job = in_source("s3control").create_job(**job_request(call, bucket, attempt, int(record["CreatedBefore"])))
    remember(step, CreatedBefore=record["CreatedBefore"], JobId=job["JobId"])
    return str(job["JobId"])


def job_request(call: Call, bucket: str, attempt: int, before: int) -> dict[str, Any]:
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
        "Priority": call.number("jobPriority", 10),
        "RoleArn": os.environ["BATCH_ROLE_ARN"],
        "ConfirmationRequired": False,
        "Description": f"{migration}: {bucket}, attempt {attempt}"[:256],
    }


def generator(bucket: str, prefix: str, before: int) -> dict[str, Any]:
    """What was written before the rule, or failed to replicate, up to a time (epoch seconds)."""
    account = os.environ["ACCOUNT_ID"]
    output = {"Bucket": os.environ["REPORT_BUCKET_ARN"], "ManifestPrefix": prefix}
    return {
        "SourceBucket": arn(bucket),
        "ExpectedBucketOwner": account,
        "EnableManifestOutput": True,
        "ManifestOutputLocation": {
            **output,
            "ManifestFormat": "S3InventoryReport_CSV_20211130",
            "ExpectedManifestBucketOwner": account,
        },
        "Filter": {
            "EligibleForReplication": True,
            "ObjectReplicationStatuses": ["NONE", "FAILED"],
            "CreatedBefore": dt.datetime.fromtimestamp(before, dt.UTC),
        },
    }


def check_objects(call: Call) -> dict[str, Any]:
    """How far the jobs of an attempt are; the worst of them decides the status."""
    attempt = call.attempt()
    records = [(bucket, recall(job_step(attempt, bucket))) for bucket in sources()]
    jobs = [describe(bucket, record, attempt) for bucket, record in records if "JobId" in record]
    if not jobs:
        raise PreconditionError(f"Attempt {attempt} has no jobs. Call start_objects with this attempt first.")
    status = next(
        word for word in ("RUNNING", "FAILED", "INCOMPLETE", "COMPLETE") if word in {job["outcome"] for job in jobs}
    )
    sums = {name: sum(job[name] for job in jobs) for name in ("total", "succeeded", "failed")}
    return {"done": status != "RUNNING", "attempt": attempt, "status": status, **sums, "jobs": jobs}


def describe(bucket: str, record: dict[str, Any], attempt: int) -> dict[str, Any]:
    """What became of one job; written down when it has ended."""
    answer = {"bucket": bucket, "jobId": record["JobId"], "state": "Complete", "reason": "", "outcome": "COMPLETE"}
    if not record["JobId"]:
        return {**answer, "total": 0, "succeeded": 0, "failed": 0, "reason": "The bucket is empty."}
    request = {"AccountId": os.environ["ACCOUNT_ID"], "JobId": record["JobId"]}
    job = in_source("s3control").describe_job(**request)["Job"]
    progress = job.get("ProgressSummary", {})
    for name in ("total", "succeeded", "failed"):
        counted = {"total": "TotalNumberOfTasks"}.get(name, f"NumberOfTasks{name.capitalize()}")
        answer[name] = progress.get(counted, 0)
    reasons = [
        f"{found.get('FailureCode', '')}: {found.get('FailureReason', '')}" for found in job.get("FailureReasons", [])
    ]
    answer.update(state=job["Status"], reason="; ".join(reasons)[:500] or job.get("StatusUpdateReason", ""))
    answer["outcome"] = outcome(answer)
    if answer["outcome"] != "RUNNING":
        kept = {name: record[name] for name in ("CreatedBefore", "JobId")}
        remember(job_step(attempt, bucket), **kept, Outcome=answer["outcome"])
    return answer


def outcome(job: dict[str, Any]) -> str:
    """RUNNING, COMPLETE, INCOMPLETE (objects failed) or FAILED."""
    if job["state"] in RUNNING:
        return "RUNNING"
    if job["state"] == "Complete":
        return "INCOMPLETE" if job["failed"] else "COMPLETE"
    nothing = job["state"] == "Failed" and job["total"] == 0 and NOTHING.search(job["reason"])
    return "COMPLETE" if nothing else "FAILED"


# The proof


def reconcile_objects(call: Call) -> dict[str, Any]:
    """Compare the current versions in the sources with the target, from key ``after`` of the cursor on."""
    now = int(time.time())
    fresh = {"run": now, "cutoff": now - call.number("graceSeconds", 900), "slice": 0, "after": "", "kept": 0}
    place = call.event.get("next") or {**fresh, "counts": dict.fromkeys(BAD + COUNTED, 0)}
    counts, limit, differing = place["counts"], call.number("differenceLimit", 10_000), []
    found = merged(place["after"])
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        while batch := list(itertools.islice(found, BATCH)):
            differing += judge(call, pool, batch, place)
            place["after"] = batch[-1][0]
            if time.time() >= call.deadline or sum(counts[name] for name in BAD) > limit:
                break
    stopped = bool(batch) and sum(counts[name] for name in BAD) > limit
    done = stopped or not batch
    counts["compared"] = sum(counts[name] for name in ("equal", "missing", "sizeDiffers"))
    report = write_down(place, differing)
    answer = {"done": done, "next": "" if done else place, "counts": counts, "report": report}
    if done:
        answer.update(ok=not any(counts[name] for name in BAD), stopped=stopped)
        remember(report, Ok=answer["ok"], Stopped=stopped, Counts=counts)
    return answer


def merged(after: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each key once, in S3's order (UTF-8, which is Python's), with its entry in every bucket that has it."""
    places = [(bucket, os.environ["SOURCE_REGION"]) for bucket in sources()]
    places.append((os.environ["TARGET_BUCKET"], os.environ["TARGET_REGION"]))
    everything = heapq.merge(*(listing(*found, after) for found in places), key=operator.itemgetter(0))
    for key, group in itertools.groupby(everything, key=operator.itemgetter(0)):
        yield key, {bucket: entry for _, bucket, entry in group}


def listing(bucket: str, region: str, after: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The current versions of a bucket behind a key."""
    request = {"Bucket": bucket, **({"StartAfter": after} if after else {})}
    for page in client("s3", region).get_paginator("list_objects_v2").paginate(**request):
        for entry in page.get("Contents", []):
            yield entry["Key"], bucket, entry


def judge(
    call: Call, pool: concurrent.futures.Executor, batch: list[tuple[str, dict[str, Any]]], place: dict[str, Any]
) -> list[dict[str, str]]:
    """Count a batch of keys; those in doubt and every nth are looked at. Gives what differs."""
    counts, every, looked, differing = place["counts"], call.number("checksumEvery", 1000), [], []
    for key, entries in batch:
        replica = entries.pop(os.environ["TARGET_BUCKET"], None)
        counts["listed"] += bool(entries)
        if not entries:
            counts["extra"] += 1
            continue
        bucket, entry = next(iter(entries.items()))
        if len(entries) > 1:  # both arrive as one key: the later one hides the other
            counts["collisions"] += 1
            differing.append({"Key": key, "Bucket": bucket, "Reason": "collisions"})
        elif entry["LastModified"].timestamp() > place["cutoff"]:
            counts["recent"] += 1
        elif not replica or replica["Size"] != entry["Size"] or (every and counts["listed"] % every == 0):
            looked.append((bucket, key, place["cutoff"]))
        else:
            counts["equal"] += 1
            counts["bytes"] += entry["Size"]
    for (bucket, key, _), (verdicts, size) in zip(looked, pool.map(look, looked), strict=True):
        counts["bytes"] += size
        for verdict in verdicts:
            counts[verdict] += 1
        differing += [{"Key": key, "Bucket": bucket, "Reason": verdict} for verdict in verdicts if verdict in BAD]
    return differing


def look(found: tuple[str, str, int]) -> tuple[list[str], int]:
    """What two HeadObject say about a key now, and the bytes that are proved to be on both sides."""
    bucket, key, cutoff = found
    ours = head(bucket, os.environ["SOURCE_REGION"], key)
    if not ours or ours["LastModified"].timestamp() > cutoff:
        return ["changed"], 0  # deleted or written again since it was listed
    replica = head(os.environ["TARGET_BUCKET"], os.environ["TARGET_REGION"], key)
    verdicts = [
        "missing" if not replica else "equal" if replica["ContentLength"] == ours["ContentLength"] else "sizeDiffers"
    ]
    if verdicts == ["equal"]:
        verdicts.append(checksums(ours, replica))
    status = ours.get("ReplicationStatus")
    # FAILED may be about another rule's bucket, which an equal checksum here shows.
    if status == "FAILED" and "checksumEqual" not in verdicts:
        verdicts.append("replicationFailed")
    elif status == "PENDING":
        verdicts.append("replicationPending")
    return verdicts, ours["ContentLength"] if verdicts[0] == "equal" else 0


def head(bucket: str, region: str, key: str) -> dict[str, Any]:
    """What S3 says about the current version of an object; empty if there is none."""
    try:
        answer: dict[str, Any] = client("s3", region).head_object(Bucket=bucket, Key=key, ChecksumMode="ENABLED")
    except ClientError as error:
        if error.response["Error"]["Code"] in {"404", "NoSuchKey"}:
            return {}
        raise
    return answer


def checksums(one: dict[str, Any], other: dict[str, Any]) -> str:
    """Whether checksums of one algorithm, over equally many parts (``-N`` behind the value), are equal."""
    names = {name for name in one.keys() & other.keys() if name.startswith("Checksum") and name != "ChecksumType"}
    pairs = [(one[name], other[name]) for name in names if one[name].partition("-")[2] == other[name].partition("-")[2]]
    if not pairs:
        return "checksumWithout"
    return "checksumEqual" if all(value == replica for value, replica in pairs) else "checksumDiffers"


def write_down(place: dict[str, Any], differing: list[dict[str, str]]) -> str:
    """Keep the first keys that differ; a slice that runs again overwrites its own. Gives the prefix of the steps."""
    report = f"OBJECTS#RECONCILE#{place['run']}"
    kept = differing[: KEPT - place["kept"]]
    remember(f"{report}#{place['slice']:06}", Differences=kept)
    place["kept"] += len(kept)
    place["slice"] += 1
    return report


TASKS: dict[str, Callable[[Call], dict[str, Any]]] = {
    "prepare_objects": prepare_objects,
    "start_objects": start_objects,
    "check_objects": check_objects,
    "reconcile_objects": reconcile_objects,
    "restore_objects": restore_objects,
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
