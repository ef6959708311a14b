"""ALARM-006: a metric has at most thirty dimensions, each once and with a value."""

from collections.abc import Iterator

from tapstack.checks.truths.alarm.watched import ABOUT, Watched, each_metric
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View


def _each(metric: Watched, _: View) -> Iterator[Fault]:
    seen: set[str] = set()
    if len(metric.dimensions) > 30:
        yield Fault(metric.at, f"The metric has {len(metric.dimensions)} dimensions.")
    for name, value in metric.dimensions:
        if name.text in seen:
            yield Fault(name, f"The dimension {name.shown} is given twice.")
        seen.add(name.text)
        if not value.pattern.strip():
            yield Fault(value, f"The dimension {name.shown} has no value.")


TRUTH = Truth(
    id="ALARM-006",
    title="A metric has at most 30 dimensions, each once and with a value",
    why="CloudWatch refuses it: InvalidParameterValue, and the stack fails.",
    fix="Give each dimension once, with the value that the metric is published with.",
    source="botocore cloudwatch Dimension (Value: at least one character) and PutMetricAlarm.Dimensions (at most 30)",
    about=ABOUT,
    judge=each_metric(_each),
)
