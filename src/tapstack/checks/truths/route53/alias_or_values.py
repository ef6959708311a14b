"""ROUTE53-007: a record is an alias, or has values and a time to live."""

from collections.abc import Iterator

from tapstack.checks.truths.route53.each_record import each_record
from tapstack.checks.truths.route53.records import ABOUT
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def _either(record: Property, _: View) -> Iterator[Fault]:
    values, ttl = record.has("ResourceRecords"), record["TTL"]
    if record.has("AliasTarget"):
        for name in ("TTL", "ResourceRecords"):
            if record.has(name):
                yield Fault(record[name], f"The alias has {name}.")
        return
    if not values or not record["ResourceRecords"].items:
        yield Fault(record, "The record has neither AliasTarget nor ResourceRecords.")
    elif not ttl.given:
        yield Fault(record, "The record has no TTL.")
    elif not (ttl.text.isdecimal() and int(ttl.text) <= 2147483647):
        yield Fault(ttl, f"TTL {ttl.shown} is no number of seconds from 0 to 2147483647.")


TRUTH = Truth(
    id="ROUTE53-007",
    title="A record is an alias, or has both ResourceRecords and TTL",
    why="Route 53 refuses the change: InvalidInput, either an alias or values with TTL; the stack fails.",
    fix="Take TTL and ResourceRecords away from aliases; give both to all others.",
    source="botocore route53 ResourceRecordSet (TTL, ResourceRecords: omitted for aliases) and TTL (0 to 2147483647)",
    about=ABOUT,
    judge=each_record(_either),
)
