"""Jobs of AWS Backup: what is known of each, and who is told when its state changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.backups.arns import name_of
from tapstack.simulate.behaviours.backups.events import COPY, RESTORE, JobKind, event

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.clock import Steps

OVER = frozenset({"COMPLETED", "FAILED", "ABORTED", "EXPIRED", "PARTIAL"})
EVENT_DELAY = 10.0
"""Seconds from a change to its event. AWS's examples have 6 to 12 s, its text best effort every 5 minutes."""


@dataclass
class Job:
    """``about`` is what Describe tells of it."""

    kind: JobKind
    region: str
    about: dict[str, Any]

    @property
    def id(self) -> str:
        """The job's id."""
        return str(self.about[self.kind.id])

    @property
    def state(self) -> str:
        """Its state, or status: restores have the latter."""
        return str(self.about[self.kind.state])

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.state in OVER


class Jobs:
    """All jobs, in the order in which they were made. ``event_delay`` is in seconds."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self.event_delay = EVENT_DELAY
        self._jobs: list[Job] = []

    def make(self, kind: JobKind, region: str, about: Mapping[str, Any]) -> Job:
        """A new job in its first state."""
        name = self._life.cloud.next_id(kind.id, region).upper()
        made = {kind.id: name, "AccountId": self._life.cloud.account_id, "CreationDate": self._life.clock.moment}
        job = Job(kind, region, {**made, "PercentDone": "0.0", "IsParent": False, **about})
        if kind is COPY:
            del job.about["PercentDone"]
        self._jobs.append(job)
        self.turn(job, "PENDING" if kind is RESTORE else "CREATED")
        return job

    def turn(self, job: Job, state: str, **about: Any) -> None:
        """A job's state changes, and an event tells of it."""
        job.about |= {job.kind.state: state, **about}
        if job.over:
            job.about["CompletionDate"] = self._life.clock.moment
        if state == "COMPLETED" and "PercentDone" in job.about:
            job.about["PercentDone"] = "100.0"
        self._measure(job, state)
        what = str(job.about.get("ResourceArn", job.about.get("SourceResourceArn", job.id)))
        text = f"{job.kind.word} {state}"
        message = job.about.get("StatusMessage", "") if state != "COMPLETED" else ""
        self._life.timeline.note(what, f"{text}: {message}" if message else text, job.region)
        self._life.begin(self._tell(job.region, event(job.kind, job.about)))

    def _measure(self, job: Job, state: str) -> None:
        """Count it, by vault and by vault and type.

        Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/cloudwatch.html. A copy counts for its source.
        """
        vault = job.about.get("BackupVaultArn") or job.about["SourceBackupVaultArn"]
        name = f"NumberOf{job.kind.word.capitalize()}Jobs{state.capitalize()}"
        pairs = {"BackupVaultName": name_of(vault)}
        for dimensions in (pairs, {**pairs, "ResourceType": job.about["ResourceType"]}):
            self._life.measure(job.region, "AWS/Backup", name, dimensions, 1)

    def find(self, kind: JobKind, region: str, name: str) -> Job | None:
        """A job by its id; None where there is none."""
        return next((one for one in self.of(kind, region) if one.id == name), None)

    def of(self, kind: JobKind, region: str) -> list[Job]:
        """The jobs of a kind in a region."""
        return [one for one in self._jobs if one.kind is kind and one.region == region]

    def tell(self, region: str, about: Mapping[str, Any]) -> None:
        """Put an event on the default bus, after a while."""
        self._life.begin(self._tell(region, about))

    def _tell(self, region: str, about: Mapping[str, Any]) -> Steps[None]:
        yield self._life.clock.pause(self.event_delay)
        yield self._life.outages.back(region)
        self._life.events.put(region, about)
