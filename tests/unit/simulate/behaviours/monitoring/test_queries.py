"""What is put into CloudWatch and asked of it, by its API reference."""

from datetime import UTC, datetime, timedelta

import pytest
from botocore.exceptions import ClientError

from tapstack.simulate.cloud import START
from tapstack.simulate.resources import UnsupportedError
from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET

DIMENSIONS = [{"Name": "Queue", "Value": "q"}]
METRIC = {"Namespace": "Mine", "MetricName": "Depth", "Dimensions": DIMENSIONS}
WINDOW = {"StartTime": START, "EndTime": START + timedelta(hours=1)}


def put(life, region=SOURCE, namespace="Mine", **datum):
    one = {"MetricName": "Depth", "Dimensions": DIMENSIONS, **datum}
    life.client("cloudwatch", region).put_metric_data(Namespace=namespace, MetricData=[one])


def statistics(life, *names, **given):
    asked = {**METRIC, **WINDOW, "Period": 60, **({"Statistics": list(names)} if names else {}), **given}
    points = life.client("cloudwatch", SOURCE).get_metric_statistics(**asked)["Datapoints"]
    return sorted(points, key=lambda point: point["Timestamp"])


def data(life, *queries, **given):
    asked = {"MetricDataQueries": list(queries), **WINDOW, **given}
    return life.client("cloudwatch", SOURCE).get_metric_data(**asked)["MetricDataResults"]


def query(statistic="Sum", period=60, **more):
    return {"Id": "q", "MetricStat": {"Metric": METRIC, "Period": period, "Stat": statistic}, **more}


def test_every_statistic_of_a_minute_is_told(life):
    for value in (1, 2, 6):
        put(life, Value=value)
    (point,) = statistics(life, "Sum", "Average", "Minimum", "Maximum", "SampleCount")
    told = {name: point[name] for name in ("Sum", "Average", "Minimum", "Maximum", "SampleCount")}
    assert told == {"Sum": 9, "Average": 3, "Minimum": 1, "Maximum": 6, "SampleCount": 3}
    assert point["Timestamp"] == START


def test_percentiles_are_told_beside_them(life):
    put(life, Values=[float(number) for number in range(1, 101)])
    (point,) = statistics(life, ExtendedStatistics=["p50", "p99"])
    assert point["ExtendedStatistics"] == {"p50": 50, "p99": 99}


def test_values_count_as_often_as_they_are_said_to(life):
    put(life, Values=[1.0, 10.0], Counts=[3.0, 1.0])
    (point,) = statistics(life, "Sum", "SampleCount")
    assert (point["Sum"], point["SampleCount"]) == (13, 4)


def test_a_value_counts_at_its_own_time(life):
    put(life, Value=1, Timestamp=START + timedelta(minutes=5, seconds=20))
    put(life, Value=2, Timestamp=(START + timedelta(minutes=6)).replace(tzinfo=None))
    found = statistics(life, "Sum")
    assert [(point["Timestamp"], point["Sum"]) for point in found] == [
        (START + timedelta(minutes=5), 1),
        (START + timedelta(minutes=6), 2),
    ]


def test_values_come_together_by_period_and_the_end_is_not_included(life):
    for minute in range(6):
        put(life, Value=1, Timestamp=START + timedelta(minutes=minute))
    found = statistics(life, "Sum", Period=300, EndTime=START + timedelta(minutes=5))
    assert [(point["Timestamp"], point["Sum"]) for point in found] == [(START, 5)]


def test_the_start_is_rounded_down_to_its_minute(life):
    put(life, Value=1)
    late = {"StartTime": START + timedelta(seconds=30)}
    assert [point["Sum"] for point in statistics(life, "Sum", **late)] == [1]
    assert data(life, query(), **late)[0]["Values"] == [1]


def test_other_dimensions_and_regions_have_values_of_their_own(life):
    put(life, Value=1)
    assert statistics(life, "Sum", Dimensions=[]) == []
    asked = {**METRIC, **WINDOW, "Period": 60, "Statistics": ["Sum"]}
    assert life.client("cloudwatch", TARGET).get_metric_statistics(**asked)["Datapoints"] == []


def test_metric_data_come_newest_first_unless_they_are_wanted_otherwise(life):
    for minute in range(3):
        put(life, Value=minute, Timestamp=START + timedelta(minutes=minute))
    (found,) = data(life, query("Average"))
    assert (found["Id"], found["Label"], found["StatusCode"]) == ("q", "Depth", "Complete")
    assert found["Values"] == [2, 1, 0]
    assert found["Timestamps"] == [START + timedelta(minutes=minute) for minute in (2, 1, 0)]
    (found,) = data(life, query("Average", Label="mine"), ScanBy="TimestampAscending")
    assert (found["Label"], found["Values"]) == ("mine", [0, 1, 2])


def test_a_query_without_values_is_answered_and_one_that_returns_no_data_is_not(life):
    results = data(life, query(), {**query(), "Id": "hidden", "ReturnData": False})
    assert [(one["Id"], one["Values"], one["Timestamps"]) for one in results] == [("q", [], [])]


def test_namespaces_of_aws_are_its_own(life):
    with pytest.raises(ClientError) as caught:
        put(life, namespace="AWS/Lambda", Value=1)
    assert caught.value.response["Error"]["Code"] == "InvalidParameterValue"


def test_what_services_measure_is_told_as_well(life):
    life.measure(SOURCE, "AWS/Kinesis", "IncomingRecords", {"StreamName": "s"}, 7)
    asked = {"Namespace": "AWS/Kinesis", "MetricName": "IncomingRecords"}
    dimensions = [{"Name": "StreamName", "Value": "s"}]
    (point,) = statistics(life, "Sum", **asked, Dimensions=dimensions)
    assert point["Sum"] == 7
    listed = life.client("cloudwatch", SOURCE).list_metrics(Namespace="AWS/Kinesis")["Metrics"]
    assert listed == [{**asked, "Dimensions": dimensions}]


def test_metrics_are_listed_by_name_and_dimensions(life):
    put(life, Value=1)
    client = life.client("cloudwatch", SOURCE)
    for asked in (
        {"MetricName": "Depth"},
        {"Dimensions": [{"Name": "Queue"}]},
        {"Dimensions": [{"Name": "Queue", "Value": "q"}]},
    ):
        assert client.list_metrics(**asked)["Metrics"] == [METRIC]
    for asked in ({"MetricName": "Other"}, {"Dimensions": [{"Name": "Queue", "Value": "r"}]}, {"Namespace": "Other"}):
        assert client.list_metrics(**asked)["Metrics"] == []


def test_what_is_no_plain_metric_is_not_simulated(life):
    with pytest.raises(UnsupportedError, match="plain"):
        data(life, {"Id": "e", "Expression": "1 + 1"})
    with pytest.raises(UnsupportedError, match="StatisticValues"):
        put(life, StatisticValues={"SampleCount": 1, "Sum": 1, "Minimum": 1, "Maximum": 1})
    put(life, Value=1)
    with pytest.raises(UnsupportedError, match="tm99"):
        data(life, query("tm99"))


def test_long_series_and_short_ones_are_read_alike(life):
    for minute in range(200):
        life.metrics.add(SOURCE, "Mine", "Long", {}, minute, START.timestamp() + 60 * minute)
    begun = int(START.timestamp())
    found = life.metrics.between(SOURCE, "Mine", "Long", {}, begun + 30, begun + 181)
    assert {when - begun: sample.values for when, sample in found.items()} == {60: [1], 120: [2], 180: [3]}
    assert len(life.metrics.between(SOURCE, "Mine", "Long", {}, 0, datetime.now(UTC).timestamp() + 10**9)) == 200
