"""ALARM-016: an extended statistic is one that CloudWatch has."""

import re
from collections.abc import Iterator

from tapstack.checks.truths.alarm.watched import ALARM
from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_SIMPLE = ("Average", "Maximum", "Minimum", "SampleCount", "Sum")
_NUMBER = r"(?:100(?:\.0{0,10})?|\d{1,2}(?:\.\d{0,10})?)"
_SHORT = re.compile(rf"(?:p|tm|wm|tc|ts){_NUMBER}|IQM")
_LONG = re.compile(r"(?:TM|WM|PR|TC|TS)\((?:\d+(?:\.\d+)?%?)?:(?:\d+(?:\.\d+)?%?)?\)")


def judge(alarm: Property, _: View) -> Iterator[Fault]:
    """A fault for each statistic that is none."""
    places = [alarm["ExtendedStatistic"], *alarm.each("Metrics[].MetricStat.Stat")]
    yield from one_by_one([place for place in places if place.given], _statistic)


def _statistic(place: Property) -> Iterator[Fault]:
    text = place.text
    simple = place.label != "ExtendedStatistic" and text in _SIMPLE
    if not (simple or _SHORT.fullmatch(text) or _LONG.fullmatch(text)):
        yield Fault(place, f"{place.shown} is no statistic such as p99, tm90 or TM(10%:90%).")


TRUTH = Truth(
    id="ALARM-016",
    title="An extended statistic is one that CloudWatch has: p99, tm90, TM(10%:90%)",
    why="CloudWatch refuses the alarm: InvalidParameterValue, and the stack fails.",
    fix="Write a percentile from p0 to p100, or tm, wm, tc, ts, PR or IQM; Sum and Average belong to Statistic.",
    source="botocore cloudwatch PutMetricAlarm.ExtendedStatistic; Amazon CloudWatch User Guide: Statistics definitions",
    about=(ALARM,),
    judge=judge,
)
