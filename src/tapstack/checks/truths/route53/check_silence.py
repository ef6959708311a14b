"""ROUTE53-019: a failover record's health check does not take silence for health."""

from collections.abc import Iterator

from tapstack.checks.truths.route53.each_record import each_record
from tapstack.checks.truths.route53.records import ABOUT, CHECK
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import NotKnown, Property


def _silence(record: Property, view: View) -> Iterator[Fault]:
    if not (record.has("Failover") and record.has("HealthCheckId")):
        return
    check = view.find(record["HealthCheckId"], CHECK)
    if check is None:
        raise NotKnown(f"{record['HealthCheckId'].shown} is made by no stack of the set")
    config = check["HealthCheckConfig"]
    status = config["InsufficientDataHealthStatus"]
    if config["Type"].equals("CLOUDWATCH_METRIC") and status.is_in("Healthy", "LastKnownStatus"):
        yield Fault(status, f"{check} is {status.shown} when its metric is silent: a dead region stays in DNS.")


TRUTH = Truth(
    id="ROUTE53-019",
    title="A failover record's health check is unhealthy when its metric falls silent",
    why="A region that is gone publishes nothing: the health check stays healthy, and nothing fails over.",
    fix="Set InsufficientDataHealthStatus to Unhealthy.",
    source="assumption: silence means that the region is gone; Amazon Route 53 Developer Guide: How Route 53 determines"
    " the status of health checks that monitor CloudWatch alarms",
    about=ABOUT,
    judge=each_record(_silence),
    severity=Severity.WARNING,
)
