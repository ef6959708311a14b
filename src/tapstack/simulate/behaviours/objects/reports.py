"""What a job writes down, in the name of its role: its manifest, and its report.

Source: S3 User Guide, "Examples: S3 Batch Operations completion reports" (layout, and schema of the lines) and
"Troubleshoot Batch Operations" (what is said of a report or a manifest that is refused). Where a manifest lies, the
names of results and the HTTP statuses in them are assumed; botocore s3control, JobReport, has another file name.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from botocore.exceptions import ClientError

from tapstack.simulate.behaviours.objects.job import Entry, Job
from tapstack.simulate.cloud.role import acting_as

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life

NO_REPORT = "The job report could not be written to your report bucket. Please check your permissions."
NO_MANIFEST = "Reading the manifest is forbidden: AccessDenied"
_SCHEMA = "Bucket, Key, VersionId, TaskStatus, ErrorCode, HTTPStatusCode, ResultMessage"


def keep_manifest(life: Life, job: Job) -> str:
    """Write the manifest, where one is asked for, and read it again; why that cannot be, empty where it can."""
    place = job.generator.get("ManifestOutputLocation")
    if not job.generator["EnableManifestOutput"] or not place:
        return ""
    bucket = place["Bucket"].rpartition(":")[2]
    job.manifest = f"{place.get('ManifestPrefix', '')}/job-{job.id}/manifest.csv".lstrip("/")
    lines = ((job.bucket, quote(one.key), one.version_id) for one in job.entries)
    try:
        with acting_as(job.role):
            s3 = life.client("s3", job.region)
            s3.put_object(Bucket=bucket, Key=job.manifest, Body=_csv(lines))
            s3.get_object(Bucket=bucket, Key=job.manifest)
    except ClientError as error:
        return f"{NO_MANIFEST} ({error})"
    return ""


def write_report(life: Life, job: Job) -> str:
    """Write the report, where one is asked for; why that cannot be, empty where it can."""
    report = job.asked["Report"]
    if not report.get("Enabled") or not (job.succeeded or job.failed):
        return ""
    bucket, folder = report["Bucket"].rpartition(":")[2], f"{report.get('Prefix', '')}/job-{job.id}".lstrip("/")
    results = []
    try:
        with acting_as(job.role):
            s3 = life.client("s3", job.region)
            for status, body in _results(job, everything=report.get("ReportScope") != "FailedTasksOnly"):
                key = f"{folder}/results/{hashlib.sha256(body).hexdigest()[:40]}.csv"
                s3.put_object(Bucket=bucket, Key=key, Body=body)
                results.append(_told(status, bucket, key, body))
            s3.put_object(Bucket=bucket, Key=f"{folder}/manifest.json", Body=_summary(life, report["Format"], results))
    except ClientError as error:
        return f"{NO_REPORT} ({error})"
    return ""


def _results(job: Job, *, everything: bool) -> Iterable[tuple[str, bytes]]:
    if everything and job.succeeded:
        yield "succeeded", _csv(_line(job, one, "succeeded", "", 200, "Successful") for one in job.succeeded)
    if job.failed:
        yield (
            "failed",
            _csv(_line(job, one, "failed", met.reason, _status(met.reason), met.why) for one, met in job.failed),
        )


def _line(job: Job, entry: Entry, status: str, reason: str, http: int, message: str) -> Sequence[object]:
    return job.bucket, quote(entry.key), entry.version_id, status, reason, http, message


def _status(reason: str) -> int:
    return 403 if reason.endswith("NotPermitted") else 404 if reason.endswith("NotFound") else 400


def _csv(lines: Iterable[Sequence[object]]) -> bytes:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(lines)
    return written.getvalue().encode()


def _told(status: str, bucket: str, key: str, body: bytes) -> dict[str, str]:
    checksum = hashlib.md5(body, usedforsecurity=False).hexdigest()
    return {"TaskExecutionStatus": status, "Bucket": bucket, "MD5Checksum": checksum, "Key": key}


def _summary(life: Life, form: str, results: Sequence[dict[str, str]]) -> bytes:
    made = life.clock.moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    told = {"Format": form, "ReportCreationDate": made, "Results": results, "ReportSchema": _SCHEMA}
    return json.dumps(told).encode()
