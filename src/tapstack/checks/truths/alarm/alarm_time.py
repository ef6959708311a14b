"""ALARM-002: an alarm looks at periods that exist, and not further back than it may."""

from collections.abc import Iterator

from tapstack.checks.truths.alarm.watched import ALARM
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_DAY = 86400


def judge(alarm: Property, _: View) -> Iterator[Fault]:
    """A fault for a period that is none, and for more than a day, or seven of whole hours."""
    for period in _periods(alarm):
        seconds = period.number
        if seconds not in {10, 20, 30} and (seconds % 60 or seconds < 60):
            yield Fault(period, f"The period {period.shown} is not 10, 20, 30 or a multiple of 60.")
        if alarm.has("EvaluationPeriods"):
            total = seconds * alarm["EvaluationPeriods"].number
            limit = _DAY if seconds < 3600 else 7 * _DAY
            if total > limit:
                yield Fault(period, f"{alarm['EvaluationPeriods'].shown} periods are {total:.0f} s, over {limit} s.")


def _periods(alarm: Property) -> Iterator[Property]:
    for place in ("Period", "Metrics[].MetricStat.Period", "Metrics[].Period"):
        yield from alarm.each(place)


TRUTH = Truth(
    id="ALARM-002",
    title="Periods are 10, 20, 30 or whole minutes; all of them together at most a day, or seven of an hour and more",
    why="CloudWatch refuses the alarm: ValidationError, and the stack fails.",
    fix="Choose a period of whole minutes, and fewer or longer periods.",
    source="botocore cloudwatch PutMetricAlarm.Period (valid values; seven days, one day below an hour)",
    about=(ALARM,),
    judge=judge,
)
