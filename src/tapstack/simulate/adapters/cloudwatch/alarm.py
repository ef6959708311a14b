"""AWS::CloudWatch::Alarm."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

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
_NEW = ("INSUFFICIENT_DATA", "Unchecked: Initial alarm creation")


class Alarm(Adapter):
    """An alarm; Ref gives its name. A new one has no data yet; an update leaves its state alone, where moto says OK.

    Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
    """

    type = "AWS::CloudWatch::Alarm"
    carried = frozenset({*_SETTINGS, "AlarmName", "Tags"})
    recorded = frozenset(
        {
            *("ActionConfiguration", "EvaluationCriteria", "EvaluationInterval", "EvaluationWindow"),
            "WarmUpConfiguration",
        }
    )
    partly: ClassVar[Mapping[str, str]] = {
        "Metrics/*/AccountId": "it is not told back: moto has the metrics of one account"
    }

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """PutMetricAlarm, which replaces one of that name if there is any, so that is asked first."""
        client = bench.client("cloudwatch")
        name = wanted.properties.get("AlarmName") or generated(bench.owner, wanted)
        if _there(client, name):
            raise RefusedError("AlreadyExists", f"{name} already exists", service="CloudWatch")
        client.put_metric_alarm(AlarmName=name, Tags=listed(tags(bench, wanted)), **pick(wanted.properties, *_SETTINGS))
        client.set_alarm_state(AlarmName=name, StateValue=_NEW[0], StateReason=_NEW[1])
        return Made(name, {"Arn": bench.arn("cloudwatch", f"alarm:{name}")})

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """PutMetricAlarm, in the state in which it is, and its tags."""
        client, name, arn = bench.client("cloudwatch"), made.physical_id, made.attributes["Arn"]
        was = _there(client, name)
        state, reason = (was[0]["StateValue"], was[0]["StateReason"]) if was else _NEW
        client.put_metric_alarm(AlarmName=name, **pick(wanted.properties, *_SETTINGS))
        client.set_alarm_state(AlarmName=name, StateValue=state, StateReason=reason)
        new, gone = changes(tags(bench, before), tags(bench, wanted))
        if gone:
            client.untag_resource(ResourceARN=arn, TagKeys=gone)
        if new:
            client.tag_resource(ResourceARN=arn, Tags=listed(new))
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteAlarms; of one that is gone it says nothing."""
        client, arn = bench.client("cloudwatch"), made.attributes["Arn"]
        left = [tag["Key"] for tag in client.list_tags_for_resource(ResourceARN=arn)["Tags"]]
        if left:  # moto would keep them for the next alarm of that name
            client.untag_resource(ResourceARN=arn, TagKeys=left)
        client.delete_alarms(AlarmNames=[made.physical_id])

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeAlarms, which tells nothing of an alarm that is gone."""
        client = bench.client("cloudwatch")
        for alarm in _there(client, made.physical_id):
            pairs = client.list_tags_for_resource(ResourceARN=made.attributes["Arn"])["Tags"]
            return pick(alarm, "AlarmName", *_SETTINGS) | {"Tags": told(bench, pairs, wanted=wanted)}
        return {}


def _there(client: Any, name: str) -> list[dict[str, Any]]:
    """The alarm of this name, if there is any: metric alarms and composite ones share their names."""
    answer = client.describe_alarms(AlarmNames=[name], AlarmTypes=["MetricAlarm", "CompositeAlarm"])
    found: list[dict[str, Any]] = [*answer["MetricAlarms"], *answer.get("CompositeAlarms", [])]
    return found
