import pytest

from tapstack.deploy.checks import ALARMS, QUIET
from tests.unit.deploy.proving.account import DENIED, Refusal, statuses, told

KIND = "AWS::CloudWatch::Alarm"


def alarms(**about):
    return {
        "MetricAlarms": [{"AlarmName": "it", "StateValue": "OK", "ActionsEnabled": True, **about}],
        "CompositeAlarms": [],
    }


NONE: dict[str, list[object]] = {"MetricAlarms": [], "CompositeAlarms": []}


def ask(check, answer, **properties):
    return told(check, KIND, properties, {"cloudwatch:DescribeAlarms": answer})


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (alarms(), "PASS"),
        (alarms(ActionsEnabled=False), "FAIL"),
        (NONE, "FAIL"),
        (DENIED, "UNKNOWN"),
        (Refusal("InternalServiceFault"), "ERROR"),
    ],
)
def test_an_alarm_is_there_and_acts(answer, status):
    assert statuses(ask(ALARMS, answer)) == [status]


def test_an_alarm_whose_actions_are_to_be_off_has_them_off():
    assert statuses(ask(ALARMS, alarms(ActionsEnabled=False), ActionsEnabled=False)) == ["PASS"]


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (alarms(), "PASS"),
        (alarms(StateValue="ALARM"), "FAIL"),
        (alarms(StateValue="INSUFFICIENT_DATA"), "SKIP"),
        (NONE, "SKIP"),
        (DENIED, "UNKNOWN"),
    ],
)
def test_an_alarm_is_quiet(answer, status):
    assert statuses(ask(QUIET, answer)) == [status]


def test_a_composite_alarm_is_asked_alike():
    answer = {
        "MetricAlarms": [],
        "CompositeAlarms": [{"AlarmName": "it", "StateValue": "ALARM", "ActionsEnabled": True}],
    }
    found = told(QUIET, "AWS::CloudWatch::CompositeAlarm", {}, {"cloudwatch:DescribeAlarms": answer})
    assert statuses(found) == ["FAIL"]
