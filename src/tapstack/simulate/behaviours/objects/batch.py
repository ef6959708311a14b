"""The work of one job: it lists what its filter asks for, replicates each, and reports what failed.

Source: S3 User Guide, Batch Replication: all versions are replicated, delete markers too; a manifest without objects
fails the job ("Troubleshooting replication").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.objects.carrying import Task, carry
from tapstack.simulate.behaviours.objects.rules import fitting
from tapstack.simulate.cloud.hooks.object_versions import status_of, versions

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.behaviours.objects.jobs import Job
    from tapstack.simulate.clock import Steps

PREPARING = 60.0
RATE = 100.0
"""Seconds for the manifest, and versions a second: assumptions; AWS publishes neither."""
NOTHING = "Manifest generation found no keys matching the filter criteria."
_SERVICE = "batchoperations.s3.amazonaws.com"


def carry_out(life: Life, job: Job) -> Steps[None]:
    """From New to Complete, or Failed."""
    while job.status == "Suspended":
        yield life.clock.pause(PREPARING)
    job.status = "Preparing"
    yield life.clock.pause(PREPARING)
    yield life.outages.back(job.region)
    asked = job.asked["ManifestGenerator"]["S3JobManifestGenerator"]
    bucket = asked["SourceBucket"].rpartition(":")[2]
    refused = _refused(life, job, bucket)
    tasks = [] if refused else list(_wanted(life, bucket, asked.get("Filter") or {}))
    if refused or not tasks:
        job.status = "Failed"
        job.reasons.append(refused or NOTHING)
        return
    job.status, job.total = "Active", len(tasks)
    for task in tasks:
        yield life.clock.pause(1 / RATE)
        if job.status == "Cancelled":
            return
        why = _may_begin(life, job, task) or (yield from carry(life, task))
        job.failed += bool(why)
        job.succeeded += not why
        if why:
            job.problems.append(f"{bucket},{task.key},{task.version_id},failed,{why}")
    yield life.outages.back(job.region)
    _report(life, job)
    job.status = "Complete"


def _refused(life: Life, job: Job, bucket: str) -> str:
    """Why the job's role cannot do its work."""
    role = job.asked["RoleArn"]
    asked = (
        (_SERVICE, "sts:AssumeRole", role),
        (role, "s3:GetReplicationConfiguration", f"arn:aws:s3:::{bucket}"),
        (role, "s3:PutInventoryConfiguration", f"arn:aws:s3:::{bucket}"),
    )
    answers = (life.permissions.refusal(who, what, where, region=job.region) for who, what, where in asked)
    return next((why for why in answers if why), "")


def _may_begin(life: Life, job: Job, task: Task) -> str:
    arn = f"arn:aws:s3:::{task.rule.bucket}/{task.key}"
    return life.permissions.refusal(job.asked["RoleArn"], "s3:InitiateReplication", arn, region=job.region)


def _wanted(life: Life, bucket: str, wanted: dict[str, Any]) -> Iterator[Task]:
    """The versions that the filter names, and that a rule is about."""
    statuses, before, after = (
        wanted.get("ObjectReplicationStatuses"),
        wanted.get("CreatedBefore"),
        wanted.get("CreatedAfter"),
    )
    for found in versions(life.cloud.account_id, bucket):
        status, made = status_of(found) or "NONE", found.last_modified.replace(tzinfo=None)
        if statuses and status not in statuses:
            continue
        if (before and made >= before.replace(tzinfo=None)) or (after and made <= after.replace(tzinfo=None)):
            continue
        for rule in fitting(life.objects.rules(bucket), found.name, {}):
            yield Task(rule, found.name, str(found.version_id), life.clock.seconds, getattr(found, "size", 0))


def _report(life: Life, job: Job) -> None:
    """The list of what failed, where the job says."""
    report = job.asked["Report"]
    if not report.get("Enabled") or not job.problems:
        return
    bucket, key = report["Bucket"].rpartition(":")[2], f"{report.get('Prefix', '')}/job-{job.id}/results/failed.csv"
    body = "".join(line + "\n" for line in job.problems)
    life.client("s3", job.region).put_object(Bucket=bucket, Key=key, Body=body.encode())
