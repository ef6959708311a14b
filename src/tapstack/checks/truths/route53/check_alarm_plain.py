"""ROUTE53-018: the alarm that a health check follows is a plain one."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, NotKnown, Property

_TYPES = ("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm")


def judge(identifier: Property, view: View) -> Iterator[Fault]:
    """A fault for each thing about the alarm that Route 53 does not evaluate."""
    alarm = view.find(identifier["Name"], *_TYPES, region=identifier["Region"].text)
    if alarm is None:
        raise NotKnown(f"The alarm {identifier['Name'].shown} is made by no stack of the set")
    for what in _odd(alarm):
        yield Fault(identifier, f"The alarm {alarm} {what}, which Route 53 does not evaluate.")


def _odd(alarm: Item) -> Iterator[str]:
    if alarm.type == _TYPES[1]:
        yield "is a composite alarm"
        return
    if alarm["Metrics"].given:
        yield "is one of metric math"
    if alarm["ExtendedStatistic"].given:
        yield "has an extended statistic"
    datapoints, periods = alarm["DatapointsToAlarm"], alarm["EvaluationPeriods"]
    if datapoints.given and datapoints.number != periods.number:
        yield f"counts {datapoints.shown} of {periods.shown} datapoints"
    if alarm["Period"].given and alarm["Period"].number < 60:
        yield "has a period of less than a minute"


TRUTH = Truth(
    id="ROUTE53-018",
    title="The alarm of a health check is plain: one metric, all datapoints, a simple statistic, whole minutes",
    why="Route 53 refuses the health check: InvalidInput, and the stack fails.",
    fix="Take DatapointsToAlarm, Metrics and ExtendedStatistic out of the alarm, or watch a plain alarm.",
    source="Amazon Route 53 Developer Guide: Monitoring CloudWatch alarms (no M out of N, metric math, extended"
    " statistics, high resolution); botocore route53 CloudWatchAlarmConfiguration",
    about=("AWS::Route53::HealthCheck",),
    at="HealthCheckConfig.AlarmIdentifier",
    judge=judge,
)
