"""AWS Backup: what it does by itself and what it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.backups.answers import Answers
from tapstack.simulate.behaviours.backups.copying import copy_point
from tapstack.simulate.behaviours.backups.events import COPY, RESTORE
from tapstack.simulate.behaviours.backups.jobs import Job, Jobs
from tapstack.simulate.behaviours.backups.pace import Faults, Pace
from tapstack.simulate.behaviours.backups.plans import Plans, refuse_cold
from tapstack.simulate.behaviours.backups.points import Points
from tapstack.simulate.behaviours.backups.restoring import restore
from tapstack.simulate.behaviours.backups.starting import Starts
from tapstack.simulate.behaviours.backups.testing import RestoreTests

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.clock import Steps

Given = Mapping[str, Any]


class Backups:
    """``pace`` says how long jobs take; ``faults.backup``, ``.copy`` and ``.restore`` how many of an ARN will fail.

    ``jobs``, ``points`` and ``tests`` are what there is. A lost region's jobs wait for it.
    """

    def __init__(self, life: Life) -> None:
        self.life = life
        self.pace = Pace()
        self.faults = Faults()
        self.jobs = Jobs(life)
        self.points = Points(life, self.jobs)
        self.tests = RestoreTests(self)
        Plans(self)
        Starts(self)
        Answers(self)

    def point_arn(self, region: str) -> str:
        """The ARN of a new recovery point of AWS Backup's own."""
        letters = self.life.cloud.next_id("recovery-point", region)
        return f"arn:aws:backup:{region}:{self.life.cloud.account_id}:recovery-point:{letters}"

    def begin_copy(self, region: str, point: Given, vault: str, role: str, asked: Given, more: Given) -> Job:
        """A copy of a point into a vault, by its ARN; ``asked`` may have a Lifecycle, else the point's own counts."""
        lifecycle = asked.get("Lifecycle") or point.get("Lifecycle")
        refuse_cold(lifecycle)
        about = {
            "SourceBackupVaultArn": point["BackupVaultArn"],
            "SourceRecoveryPointArn": point["RecoveryPointArn"],
            "DestinationBackupVaultArn": vault,
            "ResourceArn": point["ResourceArn"],
            "ResourceType": point["ResourceType"],
            "BackupSizeInBytes": point["BackupSizeInBytes"],
            "IamRoleArn": role,
            **({"DestinationRecoveryPointLifecycle": dict(lifecycle)} if lifecycle else {}),
            **more,
        }
        job = self.jobs.make(COPY, region, about)
        self.life.begin(copy_point(self, job))
        return job

    def make_restore(self, region: str, point: Given, role: str, more: Given) -> Job:
        """A restore of a point, which nothing carries out yet."""
        about = {
            "RecoveryPointArn": point["RecoveryPointArn"],
            "RecoveryPointCreationDate": point["CreationDate"],
            "SourceResourceArn": point["ResourceArn"],
            "BackupVaultArn": point["BackupVaultArn"],
            "BackupSizeInBytes": point["BackupSizeInBytes"],
            "ResourceType": point["ResourceType"],
            "IamRoleArn": role,
            **more,
        }
        return self.jobs.make(RESTORE, region, about)

    def restoring(self, job: Job, metadata: Mapping[str, str]) -> Steps[None]:
        """Carry a restore out."""
        return restore(self, job, metadata)
