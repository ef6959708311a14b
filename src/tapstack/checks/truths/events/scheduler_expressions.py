"""EVENTS-025: A schedule of the Scheduler is a rate, a cron or a time, in a time zone that exists."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from zoneinfo import available_timezones

from tapstack.checks.truths.events.schedules import wrong
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for an expression or zone that cannot be, and for an end before the start."""
    expression, zone = site["ScheduleExpression"], site["ScheduleExpressionTimezone"]
    if why := wrong(expression.text, once=True):
        yield Fault(expression, f"The schedule {expression.shown}: {why}.")
    start, end = site["StartDate"].text, site["EndDate"].text
    if start and end and start[:19] >= end[:19] and start[19:] == end[19:]:
        yield Fault(site["EndDate"], f"The schedule ends at {end}, not after its start {start}.")
    if zone.text and zones() and zone.text not in zones():
        yield Fault(zone, f"The time zone {zone.shown} does not exist.")


@cache
def zones() -> frozenset[str]:
    """The names of time zones; empty where this machine has no list of them."""
    return frozenset(available_timezones())


TRUTH = Truth(
    id="EVENTS-025",
    title="A schedule of the Scheduler is a rate, a cron or a time, in a time zone that exists",
    why="CreateSchedule answers: Invalid Schedule Expression, or invalid time zone.",
    fix="rate(5 minutes), cron(six fields) or at(2026-01-31T12:00:00); a zone of the IANA list, Europe/Berlin.",
    source="EventBridge Scheduler User Guide, Schedule types; botocore scheduler CreateSchedule",
    about=("AWS::Scheduler::Schedule",),
    judge=judge,
)
