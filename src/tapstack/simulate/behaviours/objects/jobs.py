"""Batch Replication: jobs that replicate what was there before a rule, or failed.

Source: botocore s3control (CreateJob, DescribeJob, ListJobs, UpdateJobStatus, UpdateJobPriority); S3 User Guide,
"Replicating existing objects with Batch Replication". Jobs run side by side: priorities are told, and change nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.objects.batch import carry_out
from tapstack.simulate.behaviours.objects.job import ENDED, Job
from tapstack.simulate.behaviours.objects.manifests import MODELLED
from tapstack.simulate.behaviours.objects.telling import described, listed
from tapstack.simulate.cloud.calls import CallRefusedError
from tapstack.simulate.resources import UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.cloud.calls import Call

_ALLOWED: Mapping[str, tuple[str, ...]] = {
    "Ready": ("Suspended",),
    "Cancelled": ("Active", "New", "Preparing", "Ready", "Suspended"),
}


class Jobs:
    """Every job, by its id."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self.jobs: dict[str, Job] = {}
        self._tokens: dict[tuple[str, str], tuple[str, Mapping[str, Any]]] = {}
        answers = {
            "CreateJob": self._create,
            "DescribeJob": self._describe,
            "ListJobs": self._list,
            "UpdateJobStatus": self._update_status,
            "UpdateJobPriority": self._update_priority,
        }
        for name, work in answers.items():
            life.cloud.calls.answer(f"s3control:{name}", work)

    def _create(self, call: Call) -> dict[str, Any]:
        """The same token with the same request gives the same job."""
        token = call.params["ClientRequestToken"]
        asked = {name: value for name, value in call.params.items() if name != "ClientRequestToken"}
        if (call.region, token) in self._tokens:
            known, before = self._tokens[call.region, token]
            if before != asked:
                raise CallRefusedError("IdempotencyException", "The token was used with another request")
            return {"JobId": known}
        _require_modelled(asked)
        job = Job(
            id=self._life.cloud.next_id("job", token),
            region=call.region,
            asked=asked,
            created=self._life.clock.moment,
            priority=asked["Priority"],
        )
        self._require_source(job)
        self.jobs[job.id], self._tokens[call.region, token] = job, (job.id, asked)
        self._life.begin(carry_out(self._life, job))
        return {"JobId": job.id}

    def _require_source(self, job: Job) -> None:
        """The code and the message are assumed."""
        region = self._life.objects.region(job.bucket)
        if region != job.region:
            where = f"is in {region}" if region else "does not exist"
            raise CallRefusedError("BadRequestException", f"The source bucket {job.bucket} {where}")

    def _found(self, call: Call) -> Job:
        job = self.jobs.get(call.params["JobId"])
        if job is None or job.region != call.region:
            raise CallRefusedError("NotFoundException", "The specified job does not exist", status=404)
        return job

    def _describe(self, call: Call) -> dict[str, Any]:
        return {"Job": described(self._life, self._found(call))}

    def _list(self, call: Call) -> dict[str, Any]:
        """All on one page."""
        wanted = call.params.get("JobStatuses")
        found = [job for job in self.jobs.values() if job.region == call.region]
        return {"Jobs": [listed(self._life, job) for job in found if not wanted or job.status in wanted]}

    def _update_status(self, call: Call) -> dict[str, Any]:
        """A job that is cancelled ends with what it has under way."""
        job, wanted = self._found(call), call.params["RequestedJobStatus"]
        if job.status not in _ALLOWED[wanted]:
            raise CallRefusedError("JobStatusException", f"A job that is {job.status} cannot become {wanted}")
        job.status = "Cancelling" if wanted == "Cancelled" else wanted
        return {"JobId": job.id, "Status": job.status}

    def _update_priority(self, call: Call) -> dict[str, Any]:
        job = self._found(call)
        if job.status in ENDED:
            raise CallRefusedError("BadRequestException", f"The job is {job.status}")
        job.priority = call.params["Priority"]
        return {"JobId": job.id, "Priority": job.priority}


def _require_modelled(asked: Mapping[str, Any]) -> None:
    """Raises UnsupportedError for jobs of other kinds."""
    generator = asked.get("ManifestGenerator", {}).get("S3JobManifestGenerator")
    if set(asked["Operation"]) != {"S3ReplicateObject"} or generator is None:
        raise UnsupportedError("s3control:CreateJob other than S3ReplicateObject with a manifest that S3 generates")
    wanted = generator.get("Filter") or {}
    if unknown := sorted(set(wanted) - MODELLED):
        raise UnsupportedError(f"s3control:CreateJob with the filter {', '.join(unknown)}")
    if not wanted.get("EligibleForReplication"):
        raise UnsupportedError("s3control:CreateJob of objects that are not eligible for replication")
