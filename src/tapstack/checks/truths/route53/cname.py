"""ROUTE53-009: a CNAME has one value, and its name is no zone's."""

from collections.abc import Iterator

from tapstack.checks.truths.route53.each_record import each_record
from tapstack.checks.truths.route53.records import ABOUT, every_record, name_of, values, zone_key, zone_name
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def _cname(record: Property, view: View) -> Iterator[Fault]:
    if not record["Type"].equals("CNAME"):
        return
    name = name_of(record["Name"].pattern)
    if record.has("ResourceRecords") and len(values(record)) > 1:
        yield Fault(record["ResourceRecords"], f"The CNAME has {len(values(record))} values.")
    for other in every_record(view):
        alike = zone_key(other) == zone_key(record) and name_of(other["Name"].pattern) == name
        if alike and not other["Type"].equals("CNAME"):
            yield Fault(record["Name"], f"{record['Name'].shown} has another record, of type {other['Type'].shown}.")
    if not record.has("AliasTarget") and zone_name(record, view) == name:
        yield Fault(record["Name"], f"{record['Name'].shown} is the name of the zone itself.")


TRUTH = Truth(
    id="ROUTE53-009",
    title="A CNAME has one value, stands alone under its name, and is not at the top of its zone",
    why="Route 53 refuses the change: InvalidChangeBatch, a CNAME is not permitted there, and the stack fails.",
    fix="Use an alias record at the top of the zone, and one CNAME alone elsewhere.",
    source="Amazon Route 53 Developer Guide: Supported DNS record types, CNAME; GSA-TTS/dns#443 (conflicting record)",
    about=ABOUT,
    judge=each_record(_cname),
)
