"""What CloudWatch has of the last minutes, and what in it speaks against going on."""

import time
from typing import Any

from parts.quick_clients import client, env

Metrics = dict[str, dict[str, Any]]


def metric(namespace: str, name: str, statistic: str, **dimensions: str) -> dict[str, Any]:
    """A metric, a value a minute, as GetMetricData takes it."""
    pairs = [{"Name": dimension, "Value": value} for dimension, value in dimensions.items()]
    named = {"Namespace": namespace, "MetricName": name, "Dimensions": pairs}
    return {"Metric": named, "Stat": statistic, "Period": 60}


def newest(region: str, count: int, metrics: Metrics, settling: int = 2) -> dict[str, list[float]]:
    """The newest ``count`` values of each metric, a minute each; fewer where fewer are to be had.

    The minute that is under way is left out, and CloudWatch has ``settling`` minutes to publish the last ones.
    """
    end = int(time.time()) // 60 * 60
    answer = client("cloudwatch", region).get_metric_data(
        MetricDataQueries=[{"Id": name, "MetricStat": wanted} for name, wanted in metrics.items()],
        StartTime=end - 60 * (count + settling),
        EndTime=end,
        ScanBy="TimestampDescending",
    )
    return {result["Id"]: result["Values"][:count] for result in answer["MetricDataResults"]}


def above(what: str, values: list[float], count: int, limit: float) -> list[str]:
    """What speaks against ``count`` values up to ``limit``. Too few of them do: silence is not success."""
    if len(values) < count:
        return [f"{what}: {len(values)} of {count} samples"]
    return [f"{what}: {max(values):g}, above {limit:g}"] if values and max(values) > limit else []


def stream_metrics() -> Metrics:
    """What comes into the stream of a region, and how old is what is read of it."""
    name = env("STREAM_NAME")
    return {
        "came": metric("AWS/Kinesis", "IncomingRecords", "Sum", StreamName=name),
        "read": metric("AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", "Maximum", StreamName=name),
    }
