import pytest

from tapstack.deploy.checks import HEALTH_CHECKS
from tapstack.findings import Status
from tests.unit.deploy.proving.account import DENIED, TARGET, Refusal, statuses, told

WATCHED = {"Name": "health", "Region": TARGET}
PLANNED = {"HealthCheckConfig": {"Type": "CLOUDWATCH_METRIC", "AlarmIdentifier": WATCHED}}
ALARM = f"{TARGET}:cloudwatch:DescribeAlarms"


def config(kind="CLOUDWATCH_METRIC", **about):
    body = {"Type": kind, **({"AlarmIdentifier": WATCHED} if kind == "CLOUDWATCH_METRIC" else {}), **about}
    return {"HealthCheck": {"Id": "it", "CallerReference": "c", "HealthCheckVersion": 1, "HealthCheckConfig": body}}


def alarm(state):
    return {"MetricAlarms": [{"AlarmName": "health", "StateValue": state}] if state else [], "CompositeAlarms": []}


def ask(told_config, told_alarm, **more):
    answers = {"route53:GetHealthCheck": told_config, ALARM: told_alarm, **more}
    return told(HEALTH_CHECKS, "AWS::Route53::HealthCheck", PLANNED, answers)


@pytest.mark.parametrize(
    ("state", "status"), [("OK", "PASS"), ("ALARM", "FAIL"), ("INSUFFICIENT_DATA", "UNKNOWN"), ("", "FAIL")]
)
def test_a_check_on_an_alarm_is_as_healthy_as_the_alarm(state, status):
    assert statuses(ask(config(), alarm(state))) == [status]


def test_an_inverted_check_is_healthy_while_the_alarm_is_not():
    assert statuses(ask(config(Inverted=True), alarm("ALARM"))) == ["PASS"]
    assert statuses(ask(config(Inverted=True), alarm("OK"))) == ["FAIL"]


def test_what_it_is_without_data_is_told():
    [(_, message)] = ask(config(InsufficientDataHealthStatus="Unhealthy"), alarm("INSUFFICIENT_DATA"))
    assert "without data the check is Unhealthy" in message


def test_a_check_that_watches_another_alarm_fails():
    answers = {"us-east-1:cloudwatch:DescribeAlarms": alarm("OK")}
    found = ask(config(AlarmIdentifier={"Name": "health", "Region": "us-east-1"}), alarm("OK"), **answers)
    assert statuses(found) == ["FAIL", "PASS"]


def test_a_disabled_check_fails():
    assert statuses(ask(config(Disabled=True), alarm("OK"))) == ["FAIL", "PASS"]


def observed(*statuses_):
    return {"HealthCheckObservations": [{"StatusReport": {"Status": one}} for one in statuses_]}


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (observed("Success: HTTP Status Code 200, OK", "Failure: timed out"), "PASS"),
        (observed("Failure: timed out"), "FAIL"),
        (observed(*["Failure: timed out"] * 9, "Success: HTTP Status Code 200, OK"), "FAIL"),
        (observed(), "UNKNOWN"),
        (DENIED, "UNKNOWN"),
    ],
)
def test_a_check_on_an_endpoint_is_as_its_checkers_say(answer, status):
    assert statuses(ask(config("HTTP"), alarm("OK"), **{"route53:GetHealthCheckStatus": answer})) == [status]


def test_a_calculated_check_has_no_status_to_ask_for():
    assert statuses(ask(config("CALCULATED"), alarm("OK"))) == ["SKIP"]


def test_a_check_that_is_not_there_fails_and_one_that_may_not_be_asked_is_unknown():
    assert statuses(ask(Refusal("NoSuchHealthCheck"), alarm("OK"))) == ["FAIL"]
    assert statuses(ask(DENIED, alarm("OK"))) == ["UNKNOWN"]
    assert [status for status, _ in ask(config(), DENIED)] == [Status.UNKNOWN]
