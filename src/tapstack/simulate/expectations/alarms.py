"""When an alarm rings.

Source: CloudWatch User Guide, "Alarm evaluation": as many whole periods as the alarm evaluates must breach.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tapstack.simulate.expectations.interval import Interval

JUDGED = Interval(0, 30)
"""From a period's end until it is evaluated: assumed."""


def rings(alarm: Mapping[str, Any]) -> Interval:
    """From when its metric begins to breach: the period that has begun may count, or not."""
    period = float(alarm["Period"])
    needed = int(alarm.get("DatapointsToAlarm") or alarm["EvaluationPeriods"])
    return Interval((needed - 1) * period, (needed + 1) * period).plus(*JUDGED)
