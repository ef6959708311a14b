"""ROUTE53-014: a network sees one private zone of a name."""

from collections.abc import Iterator

from tapstack.checks.truths.route53.records import ZONE, name_of
from tapstack.checks.truths.route53.zones import networks
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(zone: Property, view: View) -> Iterator[Fault]:
    """A fault for another private zone of the same name that has a network in common."""
    mine = {entry["VPCId"].pattern: entry for entry in networks(zone)}
    for other in view.all(ZONE):
        if other is zone.item or not other.certain or name_of(other["Name"].pattern) != name_of(zone["Name"].pattern):
            continue
        for entry in networks(other):
            text = entry["VPCId"].pattern
            if text in mine:
                yield Fault(mine[text], f"{other} is a zone {zone['Name'].shown} of {entry['VPCId'].shown} too.")


TRUTH = Truth(
    id="ROUTE53-014",
    title="No two private zones of one name are for one network",
    why="Route 53 refuses the second: ConflictingDomainExists, and the stack fails.",
    fix="Keep one zone, or give the zones different networks.",
    source="botocore route53 CreateHostedZone and AssociateVPCWithHostedZone, error ConflictingDomainExists",
    about=(ZONE,),
    judge=judge,
)
