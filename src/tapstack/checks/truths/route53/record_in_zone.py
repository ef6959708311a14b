"""ROUTE53-001: a record's name lies in its zone."""

from collections.abc import Iterator

from tapstack.checks.truths.route53.each_record import each_record
from tapstack.checks.truths.route53.records import ABOUT, name_of, zone_name
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property
from tapstack.render.pattern import is_whole


def _in_zone(record: Property, view: View) -> Iterator[Fault]:
    name, zone = name_of(record["Name"].pattern), name_of(zone_name(record, view))
    if name == zone or name.endswith(f".{zone}"):
        return
    if not is_whole(name) or not is_whole(zone):
        raise NotKnown(f"Whether {record['Name'].shown} lies in its zone is not known")
    yield Fault(record["Name"], f"The record {name} does not lie in the zone {zone}.")


TRUTH = Truth(
    id="ROUTE53-001",
    title="The name of a record is that of its zone, or ends in it",
    why="Route 53 refuses the change: InvalidChangeBatch, the name is not permitted in the zone, and the stack fails.",
    fix="Build the record's name out of the zone's name.",
    source="getmoto/moto#916 and meltwater/terraform-aws-asg-dns-handler#38 (not permitted in zone); Amazon"
    " Route 53 Developer Guide: Values for records",
    about=ABOUT,
    judge=each_record(_in_zone),
)
