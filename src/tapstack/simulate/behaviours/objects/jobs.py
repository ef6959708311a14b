"""Batch Replication: jobs that replicate what was there before a rule, or failed.

Source: botocore s3control, CreateJob and DescribeJob; S3 User Guide, "Replicating existing objects with Batch
Replication" and "Tracking job status". How long manifests and objects take is assumed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.objects.batch import carry_out
from tapstack.simulate.cloud.calls import CallRefusedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.cloud.calls import Call

_ENDED = ("Complete", "Failed", "Cancelled")


@dataclass
class Job:
    """``asked`` is the request that made it."""

    id: str
    region: str
    asked: Mapping[str, Any]
    created: datetime
    status: str = "New"
    total: int = 0
    succeeded: int = 0
    failed: int = 0
    reasons: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


class Jobs:
    """Every job, by its id."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self.jobs: dict[str, Job] = {}
        self._tokens: dict[str, tuple[str, Mapping[str, Any]]] = {}
        for name in ("Create", "Describe"):
            life.cloud.calls.answer(f"s3control:{name}Job", getattr(self, f"_{name.lower()}"))
        life.cloud.calls.answer("s3control:ListJobs", self._list)
        life.cloud.calls.answer("s3control:UpdateJobStatus", self._update)

    def _create(self, call: Call) -> dict[str, Any]:
        """The same token with the same request gives the same job."""
        asked = {name: value for name, value in call.params.items() if name != "ClientRequestToken"}
        if "S3ReplicateObject" not in asked["Operation"] or "ManifestGenerator" not in asked:
            raise CallRefusedError("InvalidRequest", "only replication of generated manifests is simulated")
        token = call.params["ClientRequestToken"]
        if token in self._tokens:
            known, before = self._tokens[token]
            if before != asked:
                raise CallRefusedError("IdempotencyException", "The token was used with another request")
            return {"JobId": known}
        job = Job(self._life.cloud.next_id("job", token), call.region, asked, self._life.clock.moment)
        if asked.get("ConfirmationRequired"):
            job.status = "Suspended"
        self.jobs[job.id] = job
        self._tokens[token] = (job.id, asked)
        self._life.begin(carry_out(self._life, job))
        return {"JobId": job.id}

    def _found(self, call: Call) -> Job:
        job = self.jobs.get(call.params["JobId"])
        if job is None or job.region != call.region:
            raise CallRefusedError("NoSuchJob", "The specified job does not exist", status=404)
        return job

    def _describe(self, call: Call) -> dict[str, Any]:
        job = self._found(call)
        progress = {
            "TotalNumberOfTasks": job.total,
            "NumberOfTasksSucceeded": job.succeeded,
            "NumberOfTasksFailed": job.failed,
        }
        told: dict[str, Any] = {
            "JobId": job.id,
            "Status": job.status,
            "Priority": job.asked["Priority"],
            "RoleArn": job.asked["RoleArn"],
            "Operation": job.asked["Operation"],
            "CreationTime": job.created,
            "ProgressSummary": progress,
            "FailureReasons": [{"FailureCode": "JobFailed", "FailureReason": why} for why in job.reasons],
        }
        return {"Job": told}

    def _list(self, call: Call) -> dict[str, Any]:
        wanted = call.params.get("JobStatuses")
        found = [
            {"JobId": job.id, "Status": job.status, "Priority": job.asked["Priority"], "CreationTime": job.created}
            for job in self.jobs.values()
            if job.region == call.region and (not wanted or job.status in wanted)
        ]
        return {"Jobs": found}

    def _update(self, call: Call) -> dict[str, Any]:
        job, wanted = self._found(call), call.params["RequestedJobStatus"]
        if job.status in _ENDED:
            raise CallRefusedError("JobStatusException", f"The job is {job.status}")
        job.status = "Cancelled" if wanted == "Cancelled" else "Ready"
        return {"JobId": job.id, "Status": job.status}
