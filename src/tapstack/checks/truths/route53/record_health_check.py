"""ROUTE53-010: the health check of a record exists."""

from collections.abc import Iterator

from tapstack.checks.truths.route53.each_record import each_record
from tapstack.checks.truths.route53.records import ABOUT, CHECK
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def _exists(record: Property, view: View) -> Iterator[Fault]:
    reference = record["HealthCheckId"]
    if reference.given and not view.exists(reference, CHECK):
        yield Fault(reference, f"No stack makes the health check {reference.shown}.")


TRUTH = Truth(
    id="ROUTE53-010",
    title="The health check of a record exists",
    why="Route 53 refuses the change: NoSuchHealthCheck, and the stack fails.",
    fix="Refer to the AWS::Route53::HealthCheck that is made.",
    source="botocore route53 ChangeResourceRecordSets, error NoSuchHealthCheck",
    about=ABOUT,
    judge=each_record(_exists),
)
