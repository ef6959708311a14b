"""EVENTS-001: A rule has an event pattern, a schedule, or both."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for neither."""
    if not site["EventPattern"].given and not (site["ScheduleExpression"].given and site["ScheduleExpression"].pattern):
        yield Fault(site, "The rule has neither EventPattern nor ScheduleExpression.")


TRUTH = Truth(
    id="EVENTS-001",
    title="A rule has an event pattern, a schedule, or both",
    why="PutRule refuses a rule with neither (ValidationException), and the stack fails.",
    fix="Give EventPattern or ScheduleExpression.",
    source="botocore events PutRule: a rule must contain at least an EventPattern or a ScheduleExpression",
    about=("AWS::Events::Rule",),
    judge=judge,
)
