"""ROUTE53-005: a failover set has one primary and one secondary."""

from collections.abc import Iterator

from tapstack.checks.truths.route53.each_record import each_record
from tapstack.checks.truths.route53.records import ABOUT, beside
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def _pair(record: Property, view: View) -> Iterator[Fault]:
    mine = record["Failover"]
    if not mine.given:
        return
    for other in beside(record, view):
        if other["Failover"].given and other["Failover"].equals(mine):
            yield Fault(mine, f"{record['Name'].shown} has another {mine.shown}: {other.item}.")


TRUTH = Truth(
    id="ROUTE53-005",
    title="A failover set has at most one PRIMARY and one SECONDARY",
    why="Route 53 refuses the second: InvalidChangeBatch, and the stack fails.",
    fix="Make one record PRIMARY and the other SECONDARY, in one RecordSetGroup so that they change together.",
    source="botocore route53 ResourceRecordSet.Failover (one primary and one secondary for a name and type)",
    about=ABOUT,
    judge=each_record(_pair),
)
