"""ROUTE53-002: a record says once which zone it is in."""

from collections.abc import Iterator

from tapstack.checks.truths.route53.records import ABOUT
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(resource: Property, _: View) -> Iterator[Fault]:
    """A fault for no zone, for one by id and by name, and for a name without its last dot."""
    given = [name for name in ("HostedZoneId", "HostedZoneName") if resource.has(name)]
    if len(given) != 1:
        yield Fault(resource, f"The resource has {' and '.join(given) or 'no HostedZoneId or HostedZoneName'}.")
    name = resource["HostedZoneName"]
    if name.given and not name.text.endswith("."):
        yield Fault(name, f"HostedZoneName {name.shown} does not end in a dot.")


TRUTH = Truth(
    id="ROUTE53-002",
    title="Records give either HostedZoneId or HostedZoneName, which ends in a dot",
    why="CloudFormation refuses the resource or finds no such zone, and the stack fails.",
    fix="Give HostedZoneId alone, or HostedZoneName alone with its last dot.",
    source="resource schema AWS::Route53::RecordSet, HostedZoneName (with a trailing dot); AWS CloudFormation User"
    " Guide: AWS::Route53::RecordSet (either HostedZoneName or HostedZoneId, not both)",
    about=ABOUT,
    judge=judge,
)
