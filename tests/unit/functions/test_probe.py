"""The probe of a region's health, on moto's services."""

import json
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError

from tests.unit.functions.stand_in import Refusal, StandIn, stand_in
from tests.unit.functions.tables import make_table

REGION = "eu-central-1"
TABLE, STREAM = "trading-analytics-verify", "market-data-verify"
DRAIN = f"/trading-platform/verify/state/drain-{REGION}"
KEY = "${PlatformKey.Arn}"
HEALTH = {"TradeId": {"S": f"HEALTH#{REGION}"}, "Timestamp": {"N": "0"}}


@pytest.fixture
def probe(aws, load):
    """The function in a region that is well."""
    make_table(REGION, TABLE)
    boto3.client("kinesis", REGION).create_stream(StreamName=STREAM, ShardCount=1)
    drain("false")
    module = load("probe", REGION, TABLE_NAME=TABLE, STREAM_NAME=STREAM, DRAIN_PARAMETER=DRAIN, KEY_ARN=KEY)
    module.key = stand_in(module.client("kms", REGION), "DescribeKey", key("Enabled"))
    return module


def key(state: str) -> dict[str, Any]:
    return {"KeyMetadata": {"KeyId": KEY, "KeyState": state}}


def drain(value: str) -> None:
    boto3.client("ssm", REGION).put_parameter(Name=DRAIN, Value=value, Type="String", Overwrite=True)


def published(probe: Any) -> list[dict[str, Any]]:
    """What the function publishes when it is run."""
    metric: StandIn = stand_in(probe.client("cloudwatch", REGION), "PutMetricData", None)
    probe.handler({}, None)
    return metric.sent


def metric(value: int) -> list[dict[str, Any]]:
    dimensions = [{"Name": "Environment", "Value": "verify"}, {"Name": "Region", "Value": REGION}]
    data = {"MetricName": "RegionHealthy", "Dimensions": dimensions, "Value": value, "Unit": "None"}
    return [{"Namespace": "Trading/Health", "MetricData": [data]}]


def reason(capsys: pytest.CaptureFixture[str]) -> str:
    line = json.loads(capsys.readouterr().out)
    assert line["healthy"] == (not line["reason"])
    return str(line["reason"])


def test_a_region_that_is_well_is_healthy_minute_after_minute(probe, capsys):
    for _ in range(2):
        assert published(probe) == metric(1)
        assert reason(capsys) == ""


def test_a_region_whose_key_cannot_be_used_is_not_healthy(probe, capsys):
    probe.key.answers[:] = [key("Disabled")]
    assert published(probe) == metric(0)
    assert "is Disabled, not Enabled" in reason(capsys)


def test_the_probe_leaves_one_item_in_the_table(probe):
    published(probe)
    published(probe)
    assert boto3.client("dynamodb", REGION).scan(TableName=TABLE, Select="COUNT")["Count"] == 1


@pytest.mark.parametrize(
    ("service", "operation", "answer", "told"),
    [
        ("dynamodb", "PutItem", Refusal("ProvisionedThroughputExceededException"), "check_table: "),
        ("dynamodb", "GetItem", Refusal("AccessDeniedException"), "check_table: "),
        ("dynamodb", "GetItem", {}, f"check_table: {TABLE} does not give back what was written"),
        ("dynamodb", "GetItem", {"Item": {**HEALTH, "CheckedAt": {"N": "1"}}}, "does not give back what was written"),
        ("dynamodb", "PutItem", EndpointConnectionError(endpoint_url="https://d"), "Could not connect"),
        ("kinesis", "DescribeStreamSummary", ReadTimeoutError(endpoint_url="https://k"), "Read timeout"),
        ("kinesis", "DescribeStreamSummary", Refusal("LimitExceededException"), "check_stream: "),
        ("ssm", "GetParameter", Refusal("AccessDeniedException"), "check_drain: "),
        ("ssm", "GetParameter", Refusal("ParameterNotFound"), "check_drain: "),
    ],
)
def test_a_region_where_something_does_not_work_is_not_healthy_and_says_why(
    probe, capsys, service, operation, answer, told
):
    stand_in(probe.client(service, REGION), operation, answer)
    assert published(probe) == metric(0)
    assert told in reason(capsys)


@pytest.mark.parametrize(("status", "healthy"), [("CREATING", 0), ("DELETING", 0), ("ACTIVE", 1), ("UPDATING", 1)])
def test_a_stream_takes_records_while_it_is_active_or_its_shards_change(probe, status, healthy):
    stand_in(
        probe.client("kinesis", REGION),
        "DescribeStreamSummary",
        {"StreamDescriptionSummary": {"StreamName": STREAM, "StreamStatus": status}},
    )
    assert published(probe) == metric(healthy)


def test_a_table_that_is_not_there_yet_is_not_healthy(probe, capsys):
    boto3.client("dynamodb", REGION).delete_table(TableName=TABLE)
    assert published(probe) == metric(0)
    assert "ResourceNotFoundException" in reason(capsys)


@pytest.mark.parametrize(("value", "healthy"), [("true", 0), ("false", 1), ("False", 0), ("no", 0)])
def test_only_a_drain_parameter_that_is_false_lets_a_region_be_healthy(probe, value, healthy):
    drain(value)
    assert published(probe) == metric(healthy)


def test_a_probe_that_another_one_overtakes_is_healthy(probe):
    stand_in(
        probe.client("dynamodb", REGION), "GetItem", {"Item": {**HEALTH, "CheckedAt": {"N": str(9_999_999_999_999)}}}
    )
    assert published(probe) == metric(1)


def test_the_item_is_read_back_consistently(probe):
    read = stand_in(probe.client("dynamodb", REGION), "GetItem", None)
    assert published(probe) == metric(1)
    assert [one["ConsistentRead"] for one in read.sent] == [True]


def test_a_metric_that_cannot_be_published_is_raised(probe):
    stand_in(probe.client("cloudwatch", REGION), "PutMetricData", Refusal("Throttling"))
    with pytest.raises(ClientError, match="Throttling"):
        probe.handler({}, None)


def test_checks_that_take_long_are_given_up_and_the_region_is_not_healthy(probe, monkeypatch, capsys):
    """Each look at the clock is 6 seconds later than the last: the second check begins, the third does not."""
    times = iter(range(1_800_000_000, 1_900_000_000, 6))
    monkeypatch.setattr(probe.time, "time", lambda: float(next(times)))
    stream = stand_in(probe.client("kinesis", REGION), "DescribeStreamSummary", None)
    assert published(probe) == metric(0)
    assert "the checks take longer than 8 s" in reason(capsys)
    assert stream.sent == []


def test_the_slowest_probe_ends_within_thirty_seconds(probe):
    """A check under way when the time is up may use each of its calls to the full, as may the metric after it."""
    config = probe.client("dynamodb", REGION).meta.config
    attempts = config.retries["total_max_attempts"]
    call = attempts * (config.connect_timeout + config.read_timeout) + (attempts - 1)  # pauses of up to 1, 2, ... s
    assert probe.CHECKING + 2 * call + call <= 30
