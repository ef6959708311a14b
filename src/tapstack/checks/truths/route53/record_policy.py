"""ROUTE53-004: a record has one kind of routing, with an identifier, or neither."""

from collections.abc import Iterator

from tapstack.checks.truths.route53.each_record import each_record
from tapstack.checks.truths.route53.records import ABOUT, POLICIES
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.facts.regions import is_region
from tapstack.graph.stackset import Property


def _policy(record: Property, _: View) -> Iterator[Fault]:
    given = [name for name in POLICIES if record.has(name)]
    if len(given) > 1:
        yield Fault(record, f"The record has {' and '.join(given)}.")
    if given and not record.has("SetIdentifier"):
        yield Fault(record, f"The record has {given[0]} and no SetIdentifier.")
    if not given and record.has("SetIdentifier"):
        yield Fault(record["SetIdentifier"], "The record has a SetIdentifier and no routing policy.")
    yield from _values(record)


def _values(record: Property) -> Iterator[Fault]:
    weight, region, failover = record["Weight"], record["Region"], record["Failover"]
    if weight.given and not 0 <= weight.number <= 255:
        yield Fault(weight, f"The weight {weight.shown} is not between 0 and 255.")
    if region.given and not is_region(region.text):
        yield Fault(region, f"{region.shown} is no region.")
    if failover.given and not failover.is_in("PRIMARY", "SECONDARY"):
        yield Fault(failover, f"Failover is {failover.shown}, not PRIMARY or SECONDARY.")
    if record["MultiValueAnswer"].given and (record.has("AliasTarget") or record["Type"].equals("CNAME")):
        yield Fault(record["MultiValueAnswer"], "A multivalue answer is an alias or a CNAME.")


TRUTH = Truth(
    id="ROUTE53-004",
    title="A record has one routing policy with a SetIdentifier, or neither",
    why="Route 53 refuses the change: InvalidInput or InvalidChangeBatch, and the stack fails.",
    fix="Keep one of Weight, Region, Failover, GeoLocation, GeoProximityLocation, MultiValueAnswer and"
    " CidrRoutingConfig, and give a SetIdentifier with it.",
    source="botocore route53 ResourceRecordSet (SetIdentifier required for other than simple routing; Weight 0 to 255;"
    " MultiValueAnswer)",
    about=ABOUT,
    judge=each_record(_policy),
)
