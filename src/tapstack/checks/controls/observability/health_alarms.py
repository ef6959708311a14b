"""LOG-04: a health check that turns unhealthy wakes somebody."""

from collections.abc import Iterator

from tapstack.checks.controls.control import ControlCheck
from tapstack.checks.controls.observability.alarms import is_alarmed
from tapstack.checks.truths.alarm.watched import ALARM
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property

_HOME = "us-east-1"


def judge(check: Property, view: View) -> Iterator[Fault]:
    """A fault where no alarm follows what the health check follows."""
    config = check["HealthCheckConfig"]
    if config["Type"].equals("CLOUDWATCH_METRIC"):
        yield from _by_alarm(config["AlarmIdentifier"], view)
    elif not is_alarmed(check.item, "AWS/Route53", ("HealthCheckStatus",), "HealthCheckId", _HOME, view):
        yield Fault(check, f"No alarm in {_HOME} watches HealthCheckStatus of {check.item}.")


def _by_alarm(identifier: Property, view: View) -> Iterator[Fault]:
    """The alarm that a health check follows has somebody to tell."""
    alarm = view.find(identifier["Name"], ALARM, region=identifier["Region"].text)
    if alarm is None:
        yield Fault(identifier, f"No stack makes the alarm {identifier['Name'].shown}.")
    elif not alarm.certain:
        raise NotKnown(f"whether {alarm} is made is not known")
    elif not alarm["AlarmActions"].items or not alarm["ActionsEnabled"].flag_or(True):
        yield Fault(identifier, f"{alarm}, which the health check follows, tells nobody.")


CONTROL = ControlCheck(
    name="ROUTE53_HEALTH_CHECK_ALARMED",
    title="An alarm watches what each health check finds",
    why="Traffic moves to the other region, and nobody knows that it did, or why.",
    fix="Let the alarm that the health check follows notify a topic, or add one on HealthCheckStatus in us-east-1.",
    source="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html",
    controls=("LOG-04",),
    about=("AWS::Route53::HealthCheck",),
    judge=judge,
)
