"""EVENTS-007: A schedule is a rate or a cron expression whose fields can be."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.events.schedules import wrong
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for an expression that EventBridge cannot read."""
    if site.text and (why := wrong(site.text)):
        yield Fault(site, f"The schedule {site.shown}: {why}.")


TRUTH = Truth(
    id="EVENTS-007",
    title="A schedule is a rate or a cron expression whose fields can be",
    why="PutRule answers: Parameter ScheduleExpression is not valid, and the stack fails.",
    fix="rate(1 minute), rate(5 minutes), or cron(minutes hours day month weekday year) with ? for day or weekday.",
    source="EventBridge User Guide"
    " (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html): fields,"
    " wildcards and limits of cron and rate expressions",
    about=("AWS::Events::Rule",),
    at="ScheduleExpression",
    judge=judge,
)
