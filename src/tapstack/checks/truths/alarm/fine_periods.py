"""ALARM-011: an alarm on a service's metric does not look more often than the service publishes."""

from collections.abc import Iterator

from tapstack.checks.truths.alarm.watched import ALARM
from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(alarm: Property, _: View) -> Iterator[Fault]:
    """A fault for each metric of a service with a period of less than a minute."""
    parts = list(alarm.each("Metrics[].MetricStat"))
    pairs = [(part["Period"], part["Metric.Namespace"]) for part in parts] or [(alarm["Period"], alarm["Namespace"])]
    yield from one_by_one(pairs, lambda pair: _fine(*pair))


def _fine(period: Property, namespace: Property) -> Iterator[Fault]:
    if period.given and namespace.given and namespace.text.startswith("AWS/") and period.number < 60:
        yield Fault(period, f"{namespace.shown} publishes every minute at most; the period is {period.shown} s.")


TRUTH = Truth(
    id="ALARM-011",
    title="An alarm on a service's metric has a period of at least a minute",
    why="AWS takes it; most periods have no data, and the alarm lapses into INSUFFICIENT_DATA.",
    fix="Set Period to 60 or more.",
    source="botocore cloudwatch PutMetricAlarm.Period (10, 20 and 30 only for metrics stored with StorageResolution 1)",
    about=(ALARM,),
    judge=judge,
    later=True,
)
