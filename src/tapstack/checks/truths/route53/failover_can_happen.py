"""ROUTE53-006: a failover set can fail over."""

from collections.abc import Iterator

from tapstack.checks.truths.route53.each_record import each_record
from tapstack.checks.truths.route53.records import ABOUT, set_of, zone_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def _can(record: Property, view: View) -> Iterator[Fault]:
    if not record["Failover"].given or not record["Failover"].equals("PRIMARY"):
        return
    if not record.has("HealthCheckId") and not record["AliasTarget.EvaluateTargetHealth"].flag:
        yield Fault(record, f"The primary {record['Name'].shown} has no health check: it is always taken for healthy.")
    if not any(other["Failover"].equals("SECONDARY") for other in set_of(record, view)):
        zone_of(record, view)
        yield Fault(record, f"{record['Name'].shown} has no SECONDARY to fail over to.")


TRUTH = Truth(
    id="ROUTE53-006",
    title="A primary has a health check, and a secondary beside it",
    why="Route 53 takes it and never fails over: a record without a health check counts as healthy for ever.",
    fix="Give the primary a HealthCheckId (an alias may have EvaluateTargetHealth), and make the secondary.",
    source="Amazon Route 53 Developer Guide: How Route 53 chooses records when health checking is configured; botocore"
    " route53 ResourceRecordSet.Failover (include HealthCheckId)",
    about=ABOUT,
    judge=each_record(_can),
    later=True,
)
