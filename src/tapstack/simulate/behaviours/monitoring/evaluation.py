"""How CloudWatch makes a state of datapoints.

Source: CloudWatch User Guide, "Alarm evaluation" and "Configuring how CloudWatch alarms treat missing data". How far
back an alarm looks for datapoints is told there by example only, five for three periods: two more than it evaluates
is an assumption.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

OK, ALARM, NO_DATA = "OK", "ALARM", "INSUFFICIENT_DATA"
FURTHER_BACK = 2
_COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    "GreaterThanOrEqualToThreshold": operator.ge,
    "GreaterThanThreshold": operator.gt,
    "LessThanOrEqualToThreshold": operator.le,
    "LessThanThreshold": operator.lt,
}


def compares(alarm: Mapping[str, Any]) -> Callable[[float], bool]:
    """Whether a value breaches the threshold of an alarm. Raises KeyError for the bands of anomaly detection."""
    compare, threshold = _COMPARISONS[alarm["ComparisonOperator"]], float(alarm["Threshold"])
    return lambda value: compare(value, threshold)


def evaluate(alarm: Mapping[str, Any], points: Sequence[float | None], state: str) -> str:
    """The state after these datapoints, the newest last; None where one is missing. ``state`` is the one before.

    Real datapoints count before missing ones; what is missing is filled in, as few times as that can be, as the alarm
    wants it. Where every one is missing and that is neither good nor bad, the alarm does not know.
    """
    wanted = int(alarm["EvaluationPeriods"])
    enough = int(alarm.get("DatapointsToAlarm") or wanted)
    missing = alarm.get("TreatMissingData") or "missing"
    breaches = compares(alarm)
    real = [breaches(point) for point in points if point is not None]
    if len(real) < wanted and missing in ("missing", "ignore"):
        early = missing == "missing" and _oldest(points, breaches) >= enough
        return _of_few(real, state, enough=enough, early=early, unknown=NO_DATA if missing == "missing" else state)
    filled = real[-wanted:]
    filled += [missing == "breaching"] * (wanted - len(filled))
    return ALARM if sum(filled) >= enough else OK


def _of_few(real: Sequence[bool], state: str, *, enough: int, early: bool, unknown: str) -> str:
    """Fewer datapoints than are evaluated, and nothing to fill in: the state stays unless they speak for another."""
    if not real:
        return unknown
    if sum(real) >= enough:
        return ALARM
    if not all(real):
        return OK
    return ALARM if early else state


def _oldest(points: Sequence[float | None], breaches: Callable[[float], bool]) -> int:
    """How many periods ago the oldest breaching datapoint was, 1 for the newest; 0 where there is none."""
    ages = [len(points) - place for place, point in enumerate(points) if point is not None and breaches(point)]
    return max(ages, default=0)
