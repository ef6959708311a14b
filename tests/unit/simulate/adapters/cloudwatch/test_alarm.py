"""AWS::CloudWatch::Alarm."""

import pytest

from tapstack.facts.attributes import attributes
from tapstack.simulate.deployment.readback import differences
from tapstack.simulate.resources import RefusedError

KIND = "AWS::CloudWatch::Alarm"
TOPIC = "arn:aws:sns:us-east-1:123456789012:events"
TAGS = [{"Key": "Team", "Value": "Data"}]
SMALL = {
    "AlarmName": "lag",
    "ComparisonOperator": "GreaterThanThreshold",
    "EvaluationPeriods": 3,
    "MetricName": "Lag",
    "Namespace": "Trading",
    "Period": 60,
    "Statistic": "Maximum",
    "Threshold": 900,
}
WHOLE = {
    **SMALL,
    "ActionsEnabled": False,
    "AlarmActions": [TOPIC],
    "AlarmDescription": "Records wait too long",
    "DatapointsToAlarm": 2,
    "Dimensions": [{"Name": "Stream", "Value": "trades"}, {"Name": "Stage", "Value": "test"}],
    "InsufficientDataActions": [TOPIC],
    "OKActions": [TOPIC],
    "Threshold": 0.5,
    "TreatMissingData": "breaching",
    "Unit": "Milliseconds",
    "Tags": TAGS,
}
PERCENTILE = {
    **{name: value for name, value in SMALL.items() if name != "Statistic"},
    "ExtendedStatistic": "p99",
    "EvaluateLowSampleCountPercentile": "ignore",
}
METRIC = {"Namespace": "Trading", "MetricName": "Lag", "Dimensions": [{"Name": "Stream", "Value": "trades"}]}
BAND = {"Id": "band", "Expression": "ANOMALY_DETECTION_BAND(lag, 2)", "Label": "Band", "ReturnData": True}
LAG = {
    "Id": "lag",
    "MetricStat": {"Metric": METRIC, "Period": 60, "Stat": "Maximum", "Unit": "Milliseconds"},
    "ReturnData": True,
}
MATH = {
    "AlarmName": "lag",
    "ComparisonOperator": "GreaterThanUpperThreshold",
    "EvaluationPeriods": 3,
    "Metrics": [BAND, LAG],
    "ThresholdMetricId": "band",
}


def there(making):
    (alarm,) = making.bench.client("cloudwatch").describe_alarms()["MetricAlarms"]
    return alarm


@pytest.mark.parametrize("given", [WHOLE, SMALL, PERCENTILE, MATH])
def test_everything_that_the_template_gives_is_told_back(making, given):
    assert list(differences(given, making.read(*making.create(KIND, **given)))) == []


def test_an_account_in_a_metric_is_what_is_lost(making):
    given = {**MATH, "Metrics": [BAND, {**LAG, "AccountId": "123456789012"}]}
    lost = [one.path for one in differences(given, making.read(*making.create(KIND, **given)))]
    assert lost == ["Metrics/1/AccountId"]


def test_ref_is_the_name_and_the_attributes_are_those_of_the_schema(making):
    _, made = making.create(KIND, **WHOLE)
    assert made.physical_id == "lag"
    assert made.attributes == {"Arn": there(making)["AlarmArn"]}
    assert tuple(made.attributes) == attributes(KIND).names


def test_an_alarm_without_a_name_gets_one_of_the_stack_and_the_resource(making):
    given = {name: value for name, value in SMALL.items() if name != "AlarmName"}
    assert making.create(KIND, **given)[1].physical_id.startswith("StackSet-TapStack-1-It-")


def test_a_new_alarm_has_no_data_yet(making):
    making.create(KIND, **WHOLE)
    assert there(making)["StateValue"] == "INSUFFICIENT_DATA"


def test_a_name_that_is_taken_is_refused_and_the_alarm_stays(making):
    wanted, made = making.create(KIND, **SMALL)
    with pytest.raises(RefusedError, match="AlreadyExists: lag already exists"):
        making.create(KIND, "Other", **WHOLE)
    assert making.read(wanted, made)["Threshold"] == 900


def test_an_update_sets_what_is_new_and_resets_what_is_gone(making):
    small, made = making.create(KIND, **SMALL)
    plain = making.read(small, made)
    whole, made = making.update(small, made, **WHOLE)
    assert list(differences(WHOLE, making.read(whole, made))) == []
    small, made = making.update(whole, made, **SMALL)
    assert making.read(small, made) == plain


def test_an_update_leaves_the_alarm_in_its_state(making):
    wanted, made = making.create(KIND, **SMALL)
    making.bench.client("cloudwatch").set_alarm_state(AlarmName="lag", StateValue="ALARM", StateReason="too slow")
    making.update(wanted, made, **WHOLE)
    assert (there(making)["StateValue"], there(making)["StateReason"]) == ("ALARM", "too slow")


@pytest.mark.parametrize(
    "recorded",
    [
        {"ActionConfiguration": {"AlarmTagsPropagation": {"Enabled": True}}},
        {"EvaluationCriteria": {"PromQLCriteria": {"Query": "up"}}},
        {"EvaluationInterval": 60},
        {"EvaluationWindow": {"Type": "Fixed"}},
        {"WarmUpConfiguration": {"Duration": 60}},
    ],
)
def test_what_moto_drops_is_recorded(making, recorded):
    making.create(KIND, **SMALL, **recorded)
    assert making.cloud.records.get("us-east-1", KIND, "lag") == recorded


def test_deleting_an_alarm_that_is_gone_is_no_error(making):
    wanted, made = making.create(KIND, **WHOLE)
    making.delete(wanted, made)
    assert making.bench.client("cloudwatch").describe_alarms()["MetricAlarms"] == []
    assert making.read(wanted, made) == {}
    making.delete(wanted, made)


def test_an_alarm_of_the_same_name_does_not_inherit_tags(making):
    making.delete(*making.create(KIND, **WHOLE))
    assert making.read(*making.create(KIND, **SMALL))["Tags"] == []


def test_the_stacks_tags_are_set_too(tagged):
    _, made = tagged.create(KIND, **WHOLE)
    there = tagged.bench.client("cloudwatch").list_tags_for_resource(ResourceARN=made.attributes["Arn"])["Tags"]
    assert sorted(tag["Key"] for tag in there) == ["Stage", "Team"]
