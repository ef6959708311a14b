"""ROUTE53-017: the alarm that a health check follows exists in its region."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.facts.regions import is_region
from tapstack.findings import Severity
from tapstack.graph.stackset import Item, Property

_ALARM = "AWS::CloudWatch::Alarm"


def judge(alarm: Property, view: View) -> Iterator[Fault]:
    """A fault for a region that is none, an alarm that no stack makes there, and one that may come later."""
    region = alarm["Region"]
    if not is_region(region.text):
        yield Fault(region, f"{region.shown} is no region.")
        return
    if region.text not in view.regions:
        for made in _made(alarm, view):
            yield Fault(region, f"The alarm {made} is not made in {region.shown}.")
    found = view.find(alarm["Name"], _ALARM, region=region.text)
    if found is None or found.region != region.text:
        yield Fault(alarm["Name"], f"No stack makes the alarm {alarm['Name'].shown} in {region.shown}.")
    elif not view.before(alarm.item, found):
        yield Fault(alarm["Name"], f"The alarm {found} may not be there yet when {alarm.item} is made.")


def _made(alarm: Property, view: View) -> Iterator[Item]:
    """The alarms of that name in the regions of the set."""
    names = alarm["Name"].pattern
    yield from (item for item in view.all(_ALARM) if item["AlarmName"].given and item["AlarmName"].pattern == names)


TRUTH = Truth(
    id="ROUTE53-017",
    title="The alarm of a health check exists in its region when the health check is made",
    why="The health check has no data to follow: it keeps the status for insufficient data, and nothing fails over.",
    fix="Write the name and region of an alarm that is made before, with DependsOn within a stack.",
    source="assumption: Route 53 copies the alarm's settings when the health check is made; Amazon Route 53 Developer"
    " Guide: Monitoring CloudWatch alarms",
    about=("AWS::Route53::HealthCheck",),
    at="HealthCheckConfig.AlarmIdentifier",
    judge=judge,
    severity=Severity.WARNING,
)
