"""ALARM-001: an alarm watches one metric or one calculation, not both."""

from collections.abc import Iterator

from tapstack.checks.truths.alarm.watched import ALARM
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_SINGLE = ("MetricName", "Namespace", "Dimensions", "Period", "Statistic", "ExtendedStatistic", "Unit")


def judge(alarm: Property, _: View) -> Iterator[Fault]:
    """A fault for both kinds or none, and for what a single metric lacks."""
    if alarm.has("EvaluationCriteria"):
        return
    if alarm.has("Metrics"):
        for name in _SINGLE:
            if alarm.has(name):
                yield Fault(alarm[name], f"The alarm has Metrics and {name}.")
        return
    for name in ("MetricName", "Namespace", "Period"):
        if not alarm.has(name):
            yield Fault(alarm, f"The alarm has no {name}.")
    statistics = [name for name in ("Statistic", "ExtendedStatistic") if alarm.has(name)]
    if len(statistics) != 1:
        yield Fault(alarm, f"The alarm has {' and '.join(statistics) or 'no Statistic'}.")


TRUTH = Truth(
    id="ALARM-001",
    title="An alarm has Metrics, or one metric with namespace, period and one statistic",
    why="CloudWatch refuses the alarm: ValidationError or InvalidParameterCombination, and the stack fails.",
    fix="Keep either Metrics, or MetricName, Namespace, Period and one of Statistic and ExtendedStatistic.",
    source="resource schema AWS::CloudWatch::Alarm (Metrics, MetricName, Period, Statistic, ExtendedStatistic)",
    about=(ALARM,),
    judge=judge,
)
