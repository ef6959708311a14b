"""A job as S3 Control tells it. Source: botocore s3control, JobDescriptor and JobListDescriptor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.objects.job import Job

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life

_ASKED = ("Description", "ManifestGenerator", "Operation", "Report", "RoleArn", "ConfirmationRequired")


def described(life: Life, job: Job) -> dict[str, Any]:
    """All of it."""
    told: dict[str, Any] = {
        **_listed(life, job),
        **{name: job.asked[name] for name in _ASKED if name in job.asked},
        "JobArn": f"arn:aws:s3:{job.region}:{life.cloud.account_id}:job/{job.id}",
        "FailureReasons": [{"FailureCode": code, "FailureReason": why} for code, why in job.reasons],
    }
    if job.suspended is not None:
        told |= {"SuspendedDate": job.suspended, "SuspendedCause": "AwaitingConfirmation"}
    if job.manifest:
        told["GeneratedManifestDescriptor"] = _manifest(job)
    return told


def listed(life: Life, job: Job) -> dict[str, Any]:
    """As one of many."""
    about = {name: job.asked[name] for name in ("Description",) if name in job.asked}
    return {**_listed(life, job), **about, "Operation": "S3ReplicateObject"}


def _listed(life: Life, job: Job) -> dict[str, Any]:
    ended = {} if job.ended is None else {"TerminationDate": job.ended}
    return {
        "JobId": job.id,
        "Status": job.status,
        "Priority": job.priority,
        "CreationTime": job.created,
        "ProgressSummary": _progress(life, job),
        **ended,
    }


def _progress(life: Life, job: Job) -> dict[str, Any]:
    until = job.ended or life.clock.moment
    since = job.active
    now = life.clock.seconds - (life.clock.moment - until).total_seconds()
    return {
        "TotalNumberOfTasks": len(job.entries),
        "NumberOfTasksSucceeded": len(job.succeeded),
        "NumberOfTasksFailed": len(job.failed),
        "Timers": {"ElapsedTimeInActiveSeconds": 0 if since is None else int(now - since)},
    }


def _manifest(job: Job) -> dict[str, Any]:
    place = job.generator["ManifestOutputLocation"]
    location = {"ObjectArn": f"{place['Bucket']}/{job.manifest}", "ETag": ""}
    return {"Format": place["ManifestFormat"], "Location": location}
