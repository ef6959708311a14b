"""What CloudWatch answers about metrics: GetMetricData and GetMetricStatistics, from every value that was measured.

Source: botocore cloudwatch. Expressions of metric math, and whatever else is not a plain metric, are not simulated; nor
are units, and answers have one page. That periods begin at multiples of their length is an assumption.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.epoch import epoch
from tapstack.simulate.behaviours.monitoring.metrics import MINUTE
from tapstack.simulate.cloud.calls import CallRefusedError
from tapstack.simulate.resources import UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.epoch import epoch
    from tapstack.simulate.behaviours.monitoring.metrics import Metrics, Sample
from tapstack.simulate.cloud.calls import Call, Switchboard


class Queries:
    """Takes what PutMetricData is given, and answers what is asked."""

    def __init__(self, metrics: Metrics, switchboard: Switchboard) -> None:
        self._metrics = metrics
        switchboard.answer("cloudwatch:PutMetricData", self.put)
        switchboard.answer("cloudwatch:GetMetricData", self.data)
        switchboard.answer("cloudwatch:GetMetricStatistics", self.statistics)
        switchboard.answer("cloudwatch:ListMetrics", self.listed)

    def put(self, call: Call) -> dict[str, Any]:
        """Keep the values; one without a time is of now."""
        space = call.params["Namespace"]
        if space.startswith("AWS/"):
            raise CallRefusedError("InvalidParameterValue", "The value AWS/ for parameter Namespace is invalid.")
        for one in call.params.get("MetricData", ()):
            when = epoch(one.get("Timestamp") or datetime.now(UTC))
            for value in _values(one):
                self._metrics.add(call.region, space, one["MetricName"], _pairs(one), value, when)
        return {}

    def data(self, call: Call) -> dict[str, Any]:
        """A result for each query, the newest value first unless the call wants it otherwise."""
        newest_first = call.params.get("ScanBy", "TimestampDescending") == "TimestampDescending"
        results = []
        for query in call.params["MetricDataQueries"]:
            if "MetricStat" not in query:
                raise UnsupportedError(f"GetMetricData, {query['Id']}: only plain metrics are simulated.")
            if not query.get("ReturnData", True):
                continue
            wanted = query["MetricStat"]
            found = list(self._periods(call, wanted["Metric"], wanted["Period"]))
            found.sort(key=lambda one: one[0], reverse=newest_first)
            results.append(
                {
                    "Id": query["Id"],
                    "Label": query.get("Label", wanted["Metric"]["MetricName"]),
                    "Timestamps": [datetime.fromtimestamp(when, UTC) for when, _ in found],
                    "Values": [sample.statistic(wanted["Stat"]) for _, sample in found],
                    "StatusCode": "Complete",
                }
            )
        return {"MetricDataResults": results, "Messages": []}

    def statistics(self, call: Call) -> dict[str, Any]:
        """The datapoints of one metric."""
        found = self._periods(call, call.params, call.params["Period"])
        named, extended = call.params.get("Statistics", ()), call.params.get("ExtendedStatistics", ())
        points: list[dict[str, Any]] = []
        for when, sample in found:
            point = {"Timestamp": datetime.fromtimestamp(when, UTC), **{name: sample.statistic(name) for name in named}}
            if extended:
                point["ExtendedStatistics"] = {name: sample.statistic(name) for name in extended}
            points.append(point)
        return {"Label": call.params["MetricName"], "Datapoints": points}

    def listed(self, call: Call) -> dict[str, Any]:
        """Every metric of the region that fits the filters."""
        wanted = {(one["Name"], one.get("Value")) for one in call.params.get("Dimensions", ())}
        found = [
            {
                "Namespace": space,
                "MetricName": name,
                "Dimensions": [{"Name": key, "Value": value} for key, value in sorted(dimensions.items())],
            }
            for space, name, dimensions in self._metrics.named(call.region, call.params.get("Namespace", ""))
            if call.params.get("MetricName", name) == name
            and all(key in dimensions and value in (None, dimensions[key]) for key, value in wanted)
        ]
        return {"Metrics": found}

    def _periods(self, call: Call, metric: Mapping[str, Any], period: int) -> Iterator[tuple[int, Sample]]:
        """The periods from the minute of the start time on: CloudWatch rounds it down."""
        start, end = epoch(call.params["StartTime"]) // MINUTE * MINUTE, epoch(call.params["EndTime"])
        return self._metrics.periods(
            call.region, metric["Namespace"], metric["MetricName"], _pairs(metric), start, end, int(period)
        )


def _pairs(metric: Mapping[str, Any]) -> dict[str, str]:
    return {one["Name"]: one["Value"] for one in metric.get("Dimensions", ())}


def _values(datum: Mapping[str, Any]) -> Iterator[float]:
    """The values of a datum of PutMetricData, each as often as it counts."""
    if "StatisticValues" in datum:
        raise UnsupportedError("PutMetricData with StatisticValues is not simulated.")
    values = datum["Values"] if "Value" not in datum else [datum["Value"]]
    for value, count in zip(values, datum.get("Counts", [1] * len(values)), strict=True):
        yield from [float(value)] * int(count)
