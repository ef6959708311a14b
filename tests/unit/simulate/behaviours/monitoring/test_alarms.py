"""Alarms over time, and whom they tell, by the CloudWatch User Guide, "Using Amazon CloudWatch alarms"."""

import json

import pytest

from tapstack.simulate.adapters.dynamodb.replicas import REPLICAS
from tapstack.simulate.resources import UnsupportedError
from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET
from tests.unit.simulate.behaviours.monitoring.watching import ABOVE_ONE, SPACE, alarm, changes, pass_minutes, state
from tests.unit.simulate.behaviours.world import World


def test_an_alarm_follows_its_metric_minute_by_minute(life):
    alarm(life)
    pass_minutes(life, 0, 5, 5, 0)
    life.clock.run(15)
    assert [told for told, _ in changes(life)] == ["OK", "ALARM", "OK"]
    assert [when // 60 for _, when in changes(life)] == [1, 2, 4]
    assert state(life) == "OK"


def test_an_alarm_without_values_has_no_data(life):
    alarm(life)
    pass_minutes(life, 0)
    life.clock.run(600)
    assert [told for told, _ in changes(life)] == ["OK", "INSUFFICIENT_DATA"]


def test_three_minutes_must_breach_where_the_alarm_says_three(life):
    alarm(life, EvaluationPeriods=3)
    pass_minutes(life, 0, 0, 0, 5, 5)
    life.clock.run(15)
    assert state(life) == "OK"
    pass_minutes(life, 5)
    assert state(life) == "ALARM"


def test_silence_breaches_where_the_alarm_says_so(life):
    alarm(life, EvaluationPeriods=3, TreatMissingData="breaching")
    pass_minutes(life, 0, 0, 0)
    life.clock.run(15)
    assert state(life) == "OK"
    life.clock.run(600)
    assert state(life) == "ALARM"


def test_a_period_of_several_minutes_slides_with_every_minute(life):
    alarm(life, Period=300, Statistic="Sum", Threshold=9.0, TreatMissingData="notBreaching")
    life.clock.run(420)
    pass_minutes(life, 5, 5)
    life.clock.run(15)
    assert changes(life)[-1] == ("ALARM", 550)
    life.clock.run(900)
    assert state(life) == "OK"


def test_values_of_other_dimensions_and_regions_do_not_count(life):
    alarm(life, Dimensions=[{"Name": "Queue", "Value": "q"}])
    alarm(life, region=TARGET)
    life.measure(SOURCE, SPACE, "Depth", {"Queue": "another"}, 5)
    life.measure(SOURCE, SPACE, "Depth", {}, 5)
    life.clock.run(100)
    assert state(life) == state(life, region=TARGET) == "INSUFFICIENT_DATA"
    life.measure(SOURCE, SPACE, "Depth", {"Queue": "q"}, 5)
    life.clock.run(100)
    assert state(life) == "ALARM"


def test_a_topic_is_told_once_of_each_change_that_has_actions(life):
    here = World(life, SOURCE)
    topic = here.topic()
    here("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=here.queue())
    alarm(life, AlarmActions=[topic], OKActions=[topic], AlarmDescription="too deep")
    pass_minutes(life, 5, 5, 5)
    life.clock.run(15)
    (letter,) = here.received()
    message = json.loads(letter["Message"])
    assert letter["Subject"].startswith('ALARM: "deep" in ')
    assert (message["AlarmName"], message["AlarmDescription"]) == ("deep", "too deep")
    assert (message["OldStateValue"], message["NewStateValue"]) == ("INSUFFICIENT_DATA", "ALARM")
    assert message["AlarmArn"] == "arn:aws:cloudwatch:us-east-1:123456789012:alarm:deep"
    pass_minutes(life, 0, 0)
    (letter,) = here.received()
    assert json.loads(letter["Message"])["NewStateValue"] == "OK"


def test_nobody_is_told_where_actions_are_off(life):
    here = World(life, SOURCE)
    topic = here.topic()
    here("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=here.queue())
    alarm(life, AlarmActions=[topic], ActionsEnabled=False)
    pass_minutes(life, 5, 5)
    assert state(life) == "ALARM"
    assert here.received() == []


def test_a_topic_whose_policy_does_not_let_cloudwatch_publish_refuses(life):
    here = World(life, SOURCE)
    topic = here.topic(principal={"Service": "events.amazonaws.com"})
    here("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=here.queue())
    alarm(life, AlarmActions=[topic])
    pass_minutes(life, 5, 5)
    assert state(life) == "ALARM"
    assert here.received() == []
    assert len(life.topics.refused) == 1


def test_the_alarms_of_a_region_that_is_out_stand_still_and_see_the_silence_afterwards(life):
    alarm(life, TreatMissingData="breaching")
    pass_minutes(life, 0)
    life.clock.run(15)
    life.outages.lose(SOURCE)
    life.clock.run(600)
    assert [told for told, _ in changes(life)] == ["OK"]
    life.outages.restore(SOURCE)
    life.clock.run(61)
    assert state(life) == "ALARM"


def test_nothing_is_evaluated_in_quiet(life):
    alarm(life)
    life.quiet = True
    pass_minutes(life, 5, 5)
    assert changes(life) == []


MATH = {
    "Metrics": [{"Id": "e", "Expression": "1", "ReturnData": True}],
    "EvaluationPeriods": 1,
    "Threshold": 1.0,
    "ComparisonOperator": "GreaterThanThreshold",
}


@pytest.mark.parametrize("settings", [MATH, {**ABOVE_ONE, "Period": 10}], ids=["metric math", "seconds"])
def test_an_alarm_that_is_evaluated_otherwise_is_not_simulated(life, settings):
    life.client("cloudwatch", SOURCE).put_metric_alarm(AlarmName="other", **settings)
    with pytest.raises(UnsupportedError, match="other"):
        life.clock.run(100)


def test_an_alarm_with_a_window_by_the_clock_is_not_simulated(life):
    alarm(life)
    life.cloud.records.keep(SOURCE, "AWS::CloudWatch::Alarm", "deep", {"EvaluationWindow": {"WallClockWindow": {}}})
    with pytest.raises(UnsupportedError, match="EvaluationWindow of the alarm deep"):
        life.clock.run(100)


def test_an_action_that_is_no_topic_is_not_simulated(life):
    alarm(life, AlarmActions=["arn:aws:automate:us-east-1:ec2:recover"])
    life.measure(SOURCE, SPACE, "Depth", {}, 5)
    with pytest.raises(UnsupportedError, match="ec2:recover"):
        life.clock.run(100)


def test_a_record_of_another_type_is_no_setting_of_an_alarm(life):
    alarm(life)
    life.cloud.records.keep(SOURCE, REPLICAS, "deep", {"Regions": [SOURCE]})
    pass_minutes(life, 5, 5)
    assert state(life) == "ALARM"
