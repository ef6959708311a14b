"""ALARM-004: an alarm has a threshold, or a band, with an operator for it."""

from collections.abc import Iterator

from tapstack.checks.truths.alarm.watched import ALARM
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_BAND = ("GreaterThanUpperThreshold", "LessThanLowerThreshold", "LessThanLowerOrGreaterThanUpperThreshold")


def judge(alarm: Property, _: View) -> Iterator[Fault]:
    """A fault for both or neither, an operator of the other kind, and a band that is no metric of the alarm."""
    band, threshold = alarm["ThresholdMetricId"], alarm["Threshold"]
    if alarm.has("EvaluationCriteria"):
        return
    if band.given == threshold.given:
        yield Fault(alarm, f"The alarm has {'both' if band.given else 'neither'} Threshold and ThresholdMetricId.")
    if not alarm.has("ComparisonOperator"):
        return
    operator = alarm["ComparisonOperator"]
    if operator.is_in(*_BAND) and not band.given:
        yield Fault(operator, f"{operator.shown} compares with a band, and there is no ThresholdMetricId.")
    if band.given and not operator.is_in(*_BAND):
        yield Fault(operator, f"{operator.shown} compares with a number, and the alarm has a band.")
    if band.given and not any(one["Id"].equals(band) for one in alarm["Metrics"].items):
        yield Fault(band, f"No metric of the alarm has the Id {band.shown}.")


TRUTH = Truth(
    id="ALARM-004",
    title="An alarm has Threshold, or ThresholdMetricId with an operator for bands",
    why="CloudWatch refuses the alarm: ValidationError, and the stack fails.",
    fix="Give Threshold with a plain operator; or ThresholdMetricId, naming an ANOMALY_DETECTION_BAND among Metrics,"
    " with an operator that has Upper or Lower in its name.",
    source="botocore cloudwatch PutMetricAlarm (ComparisonOperator, Threshold, ThresholdMetricId)",
    about=(ALARM,),
    judge=judge,
)
