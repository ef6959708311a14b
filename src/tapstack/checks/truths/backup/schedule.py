"""BACKUP-008: schedules of backups and restore tests are cron expressions."""

from collections.abc import Iterator

from tapstack.checks.truths.backup.cron import wrong_with
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_PATHS = {
    "AWS::Backup::BackupPlan": "BackupPlan.BackupPlanRule[].ScheduleExpression",
    "AWS::Backup::RestoreTestingPlan": "ScheduleExpression",
}


def judge(plan: Property, _: View) -> Iterator[Fault]:
    """A fault for each thing that is wrong with a schedule."""
    for schedule in plan.each(_PATHS[plan.item.type]):
        for wrong in wrong_with(schedule.text):
            yield Fault(schedule, f"The schedule {schedule.shown} {wrong}.")


TRUTH = Truth(
    id="BACKUP-008",
    title="Schedules of backup plans and restore testing plans are cron expressions of six valid fields",
    why="Backup answers InvalidParameterValueException: Invalid cron expression; the plan is not made.",
    fix="Write cron(minutes hours day-of-month month day-of-week year), with ? for one of the two days.",
    source="botocore backup, BackupRuleInput.ScheduleExpression and RestoreTestingPlanForCreate.ScheduleExpression (a"
    " cron expression); EventBridge user guide, Cron expressions (fields, ranges, ? for one of the days)",
    about=tuple(_PATHS),
    judge=judge,
)
