"""Restore testing: a plan restores the points that it chooses, waits for a verdict, and cleans up.

Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html and
.../restore-testing-inferred-metadata.html (the name of the new table begins with ``awsbackup-restore-test-``), botocore
backup RestoreTestingSelectionForGet (what was restored goes with the verdict or when the window closes) and
RestoreTestingRecoveryPointSelection. AWS begins a test at random in its start window; here it begins ``pace.test``
after its time. Assumed: without a validation window what was restored goes at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tapstack.simulate.adapters.backup.restore_testing import RestoreTestingPlan, RestoreTestingSelection
from tapstack.simulate.behaviours.backups.arns import TEST
from tapstack.simulate.behaviours.backups.choosing import chosen
from tapstack.simulate.behaviours.backups.cleaning import clean_up
from tapstack.simulate.behaviours.events.expressions import next_after
from tapstack.simulate.resources import UnsupportedError

if TYPE_CHECKING:
    import simpy

    from tapstack.simulate.behaviours.backups.backups import Backups
    from tapstack.simulate.behaviours.backups.jobs import Job
    from tapstack.simulate.clock import Steps

Given = Mapping[str, Any]
ARN = "RestoreTestingPlanArn"
START_WINDOW = 24
"""Hours. Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/API_RestoreTestingPlanForCreate.html."""


class RestoreTests:
    """The plans of all regions, each followed from when the world's records have it."""

    def __init__(self, backups: Backups) -> None:
        self._backups = backups
        self._life = backups.life
        self._waiting: dict[str, simpy.Event] = {}
        self._versions: Counter[tuple[str, str]] = Counter()
        self._life.cloud.records.listen(RestoreTestingPlan.type, self._kept)

    def judge(self, job: Job, status: str, message: str) -> None:
        """A verdict on what a test restored. Raises ValueError where the job waits for none."""
        if job.about.get("ValidationStatus") != "VALIDATING":
            raise ValueError(f"Restore job {job.id} is not being validated")
        job.about |= {"ValidationStatus": status, "ValidationStatusMessage": message}
        if status != "VALIDATING":
            self._note(job)
            self._waiting.pop(job.id).succeed()

    def _note(self, job: Job) -> None:
        text = f"restore test {job.about['ValidationStatus']}"
        self._life.timeline.note(job.about["SourceResourceArn"], text, job.region)

    def _kept(self, region: str, name: str) -> None:
        self._versions[region, name] += 1
        self._life.begin(self._follow(region, name, self._versions[region, name]))

    def _follow(self, region: str, name: str, version: int) -> Steps[None]:
        """One version of a plan, until there is another one or the plan is gone."""
        while True:
            plan = self._life.cloud.records.get(region, RestoreTestingPlan.type, name)
            if plan is None or self._versions[region, name] != version:
                return
            due = next_after(_schedule(plan), self._life.clock.moment)
            yield self._life.clock.pause((due - self._life.clock.moment).total_seconds())
            plan = self._life.cloud.records.get(region, RestoreTestingPlan.type, name)
            if plan is not None and self._versions[region, name] == version:
                self._life.begin(self._run(region, name, plan, due))

    def _run(self, region: str, name: str, plan: Given, due: datetime) -> Steps[None]:
        """The tests of one date; none if the region comes back after the start window."""
        yield self._life.clock.pause(self._backups.pace.test)
        yield self._life.outages.back(region)
        now = self._life.clock.moment
        if now > due + timedelta(hours=plan.get("StartWindowHours") or START_WINDOW):
            self._life.timeline.note(name, "the restore test did not start in its window", region)
            return
        for selection in self._life.cloud.records.of(RestoreTestingSelection.type, region).values():
            if selection["RestoreTestingPlanName"] == name:
                for point in chosen(self._backups, region, plan, selection, now):
                    self._life.begin(self._test(region, self._arn(region, name), selection, point))

    def _arn(self, region: str, name: str) -> str:
        """The plan's ARN as its stack has it: letters at its end are the stack's own."""
        stack = self._life.world.stack(region)
        for one in stack.resources.values() if stack else ():
            if one.type == RestoreTestingPlan.type and one.physical_id == name and one.made is not None:
                return str(one.made.attributes[ARN])
        return f"arn:aws:backup:{region}:{self._life.cloud.account_id}:restore-testing-plan:{name}"

    def _test(self, region: str, plan: str, selection: Given, point: Given) -> Steps[None]:
        """Restore a point, wait for a verdict, and take away what was restored."""
        created = {"CreatedBy": {ARN: plan}}
        job = self._backups.make_restore(region, point, selection["IamRoleArn"], created)
        yield from self._backups.restoring(job, self._metadata(region, point, selection))
        if job.state != "COMPLETED":
            return
        if hours := selection.get("ValidationWindowHours"):
            verdict = self._waiting[job.id] = self._life.clock.env.event()
            job.about["ValidationStatus"] = "VALIDATING"
            yield self._life.clock.env.any_of([verdict, self._life.clock.pause(3600 * hours)])
            if self._waiting.pop(job.id, None) is not None:
                job.about["ValidationStatus"] = "TIMED_OUT"
                self._note(job)
        yield from clean_up(self._backups, job)

    def _metadata(self, region: str, point: Given, selection: Given) -> dict[str, str]:
        """What AWS Backup infers, and what the selection puts in its place; names of both are in any case."""
        name = f"{TEST}-" + self._life.cloud.next_id("restore-test", region)
        inferred = {"targetTableName": name, "encryptionType": "Default", "deletionProtection": "false"}
        if point["ResourceType"] == "S3":
            inferred = {"DestinationBucketName": name, "NewBucket": "true"}
        own = {known.lower(): known for known in (*inferred, "kmsMasterKeyArn")}
        overrides = selection.get("RestoreMetadataOverrides") or {}
        return inferred | {own.get(key.lower(), key): str(value) for key, value in overrides.items()}


def _schedule(plan: Given) -> str:
    if plan.get("ScheduleExpressionTimezone", "Etc/UTC") not in ("Etc/UTC", "UTC"):
        raise UnsupportedError("The simulator does not model time zones of a restore testing plan.")
    return str(plan["ScheduleExpression"])
