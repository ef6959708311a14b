"""AWS::CloudWatch::Alarm."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.adapters.tags import changes, listed, tags, told
from tapstack.simulate.resources import Made, RefusedError, Wanted

_SETTINGS = (
    *("ActionsEnabled", "AlarmActions", "AlarmDescription", "ComparisonOperator", "DatapointsToAlarm", "Dimensions"),
    *("EvaluateLowSampleCountPercentile", "EvaluationPeriods", "ExtendedStatistic", "InsufficientDataActions"),
    *("MetricName", "Metrics", "Namespace", "OKActions", "Period", "Statistic", "Threshold", "ThresholdMetricId"),
    *("TreatMissingData", "Unit"),
)


class Alarm(Adapter):
    """An alarm; Ref gives its name."""

    type = "AWS::CloudWatch::Alarm"
    carried = frozenset({*_SETTINGS, "AlarmName", "Tags"})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """PutMetricAlarm, which replaces one of that name if there is any, so that is asked first."""
        client = bench.client("cloudwatch")
        name = wanted.properties.get("AlarmName") or generated(bench.owner, wanted)
        if client.describe_alarms(AlarmNames=[name])["MetricAlarms"]:
            raise RefusedError("AlreadyExists", f"{name} already exists", service="CloudWatch")
        client.put_metric_alarm(AlarmName=name, Tags=listed(tags(bench, wanted)), **pick(wanted.properties, *_SETTINGS))
        return Made(name, {"Arn": bench.arn("cloudwatch", f"alarm:{name}")})

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """PutMetricAlarm and its tags."""
        client, name, arn = bench.client("cloudwatch"), made.physical_id, made.attributes["Arn"]
        client.put_metric_alarm(AlarmName=name, **pick(wanted.properties, *_SETTINGS))
        new, gone = changes(tags(bench, before), tags(bench, wanted))
        if gone:
            client.untag_resource(ResourceARN=arn, TagKeys=gone)
        if new:
            client.tag_resource(ResourceARN=arn, Tags=listed(new))
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteAlarms."""
        client = bench.client("cloudwatch")
        if client.describe_alarms(AlarmNames=[made.physical_id])["MetricAlarms"]:
            client.delete_alarms(AlarmNames=[made.physical_id])

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeAlarms."""
        client = bench.client("cloudwatch")
        alarm = client.describe_alarms(AlarmNames=[made.physical_id])["MetricAlarms"][0]
        pairs = client.list_tags_for_resource(ResourceARN=made.attributes["Arn"])["Tags"]
        return pick(alarm, "AlarmName", *_SETTINGS) | {"Tags": told(bench, pairs)}
