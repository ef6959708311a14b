"""ALARM-003: an alarm asks for no more datapoints than it looks at."""

from collections.abc import Iterator

from tapstack.checks.truths.alarm.watched import ALARM
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(alarm: Property, _: View) -> Iterator[Fault]:
    """A fault for more datapoints than periods."""
    points, periods = alarm["DatapointsToAlarm"], alarm["EvaluationPeriods"]
    if points.given and periods.given and points.number > periods.number:
        yield Fault(points, f"DatapointsToAlarm is {points.shown}, of {periods.shown} periods.")


TRUTH = Truth(
    id="ALARM-003",
    title="DatapointsToAlarm is at most EvaluationPeriods",
    why="CloudWatch refuses the alarm: ValidationError, and the stack fails.",
    fix="Lower DatapointsToAlarm or raise EvaluationPeriods.",
    source="hashicorp/terraform#24070 (DatapointsToAlarm must be less than or equal to EvaluationPeriods)",
    about=(ALARM,),
    judge=judge,
)
