"""Plans: at each time that a rule names, a job for each resource that a selection of the plan selects.

Assumed: what was due while the region was out of reach is made up for within its start window, and expires after it;
the windows where a rule names none are those of StartBackupJob, 8 hours and 7 days.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tapstack.simulate.adapters.backup.plan import SELECTION
from tapstack.simulate.behaviours.backups.arns import kind, name_of, vault_arn
from tapstack.simulate.behaviours.backups.backing_up import back_up
from tapstack.simulate.behaviours.backups.events import BACKUP
from tapstack.simulate.behaviours.backups.selecting import selected
from tapstack.simulate.behaviours.events.expressions import next_after
from tapstack.simulate.resources import UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.backups.backups import Backups
    from tapstack.simulate.clock import Steps
    from tapstack.simulate.cloud.calls import Call

Given = Mapping[str, Any]
START, COMPLETE = 480, 7 * 1440
"""Minutes. Source: botocore backup StartBackupJob; https://docs.aws.amazon.com/aws-backup/latest/devguide/
plan-options-and-configuration.html."""
_DEFAULT = "cron(0 5 ? * * *)"
"""Source: botocore backup BackupRule, ScheduleExpression."""
_KNOWN = frozenset(
    {
        *("RuleName", "RuleId", "TargetBackupVaultName", "ScheduleExpression", "ScheduleExpressionTimezone"),
        *("StartWindowMinutes", "CompletionWindowMinutes", "Lifecycle", "CopyActions", "RecoveryPointTags"),
    }
)


class Plans:
    """Watches plans come, change and go."""

    def __init__(self, backups: Backups) -> None:
        self._backups = backups
        self._life = backups.life
        for operation in ("CreateBackupPlan", "UpdateBackupPlan"):
            self._life.cloud.calls.watch(f"backup:{operation}", self._changed)

    def _changed(self, call: Call, answer: Given) -> None:
        self._life.begin(self._follow(call.region, answer["BackupPlanId"], answer["VersionId"]))

    def _follow(self, region: str, plan: str, version: str) -> Steps[None]:
        """One version of a plan, until there is another one or the plan is gone."""
        due: datetime | None = self._life.clock.moment
        while due is not None:
            yield self._life.clock.pause((due - self._life.clock.moment).total_seconds())
            moment = self._life.clock.moment
            yield self._life.outages.back(region)
            about = self._current(region, plan, version)
            if about is None:
                return
            rules = about["BackupPlan"]["Rules"]
            for rule in rules:
                if next_after(_schedule(rule), moment - timedelta(seconds=1)) == moment:
                    self._due(region, about, rule, moment)
            due = min((next_after(_schedule(rule), moment) for rule in rules), default=None)

    def _current(self, region: str, plan: str, version: str) -> dict[str, Any] | None:
        """The plan, if it is still this version."""
        client = self._life.client("backup", region)
        if plan not in [one["BackupPlanId"] for one in client.list_backup_plans()["BackupPlansList"]]:
            return None
        about: dict[str, Any] = client.get_backup_plan(BackupPlanId=plan)
        return about if about["VersionId"] == version else None

    def _due(self, region: str, plan: Given, rule: Given, scheduled: datetime) -> None:
        for kept in self._life.cloud.records.of(SELECTION, region).values():
            if kept["BackupPlanId"] != plan["BackupPlanId"]:
                continue
            selection = kept["BackupSelection"]
            for arn in selected(self._life, region, selection):
                self._life.begin(self._carry_out(region, plan, rule, selection["IamRoleArn"], arn, scheduled))

    def _carry_out(self, region: str, plan: Given, rule: Given, role: str, arn: str, due: datetime) -> Steps[None]:
        creator = _creator(plan, rule)
        start_by = due + timedelta(minutes=rule.get("StartWindowMinutes") or START)
        complete_by = due + timedelta(minutes=rule.get("CompletionWindowMinutes") or COMPLETE)
        about = backup_about(self._backups, region, arn, role, rule["TargetBackupVaultName"], rule.get("Lifecycle"))
        job = self._backups.jobs.make(BACKUP, region, {**about, "StartBy": start_by, "CreatedBy": creator})
        point = yield from back_up(self._backups, job, self._backups.pace.start, complete_by)
        for action in rule.get("CopyActions") or [] if point else []:
            made = {"CreatedBy": creator, "CreatedByBackupJobId": job.id}
            self._backups.begin_copy(region, point or {}, action["DestinationBackupVaultArn"], role, action, made)


def backup_about(
    backups: Backups, region: str, arn: str, role: str, vault: str, lifecycle: Given | None
) -> dict[str, Any]:
    """What a backup job is made with."""
    refuse_cold(lifecycle)
    return {
        "BackupVaultName": vault,
        "BackupVaultArn": vault_arn(region, backups.life.cloud.account_id, vault),
        "ResourceArn": arn,
        "ResourceType": kind(arn),
        "ResourceName": name_of(arn),
        "IamRoleArn": role,
        "BytesTransferred": 0,
        **({"RecoveryPointLifecycle": dict(lifecycle)} if lifecycle else {}),
    }


def refuse_cold(lifecycle: Given | None) -> None:
    """Raises UnsupportedError for a lifecycle that moves to cold storage."""
    if (lifecycle or {}).get("MoveToColdStorageAfterDays"):
        raise UnsupportedError("The simulator does not model cold storage of AWS Backup.")


def _schedule(rule: Given) -> str:
    """A rule's schedule. Raises UnsupportedError for a rule that asks for what is not modelled."""
    for name in sorted(set(rule) - _KNOWN):
        if rule[name]:
            raise UnsupportedError(f"The simulator does not model {name} of a backup rule.")
    if rule.get("ScheduleExpressionTimezone", "Etc/UTC") not in ("Etc/UTC", "UTC"):
        raise UnsupportedError("The simulator does not model time zones of a backup rule.")
    return str(rule.get("ScheduleExpression") or _DEFAULT)


def _creator(plan: Given, rule: Given) -> dict[str, str]:
    return {
        "BackupPlanId": plan["BackupPlanId"],
        "BackupPlanArn": plan["BackupPlanArn"],
        "BackupPlanVersion": plan["VersionId"],
        "BackupRuleId": rule.get("RuleId", ""),
        "BackupRuleName": rule["RuleName"],
    }
